package org.alphagrid.core.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Holds a file that is written in full under another name and then published in one step, so that
 * nobody ever reads half of it.
 *
 * <p>Where a rename is one step, the file is written into the folder of the run. An object store
 * renames by copying, but shows an object only when it is complete: there the file is written to a
 * local disk and uploaded.
 */
public abstract class AtomicFile implements Closeable {
  private final Path path;

  private AtomicFile(Path path) {
    this.path = path;
  }

  /**
   * Begins a file.
   *
   * @param name its final name
   * @param unfinished the folder of the run, {@link StagingFolder#folder}; several tasks may use
   *     one
   */
  public static AtomicFile of(Path name, Path unfinished) throws IOException {
    return ObjectStores.holds(name)
        ? new Uploaded(name)
        : new Renamed(name, new Path(unfinished, UUID.randomUUID() + "-" + name.getName()));
  }

  /** Returns where the file is to be written; there is no such file yet. */
  public final Path path() {
    return path;
  }

  /**
   * Gives the written file its name, unless another writer published that name before. Names are
   * derived from content, so the first file is as good.
   *
   * @return whether this call published
   */
  public abstract boolean publish() throws IOException;

  /** Removes what was not published. */
  @Override
  public abstract void close() throws IOException;

  private static final class Renamed extends AtomicFile {
    private final Path name;

    Renamed(Path name, Path unfinished) {
      super(unfinished);
      this.name = name;
    }

    @Override
    public boolean publish() throws IOException {
      return Publisher.publishOnce(path(), name);
    }

    @Override
    public void close() throws IOException {
      Storage.fileSystem(path()).delete(path(), false);
    }
  }

  private static final class Uploaded extends AtomicFile {
    private final Path name;
    private final java.nio.file.Path folder;

    Uploaded(Path name) throws IOException {
      this(name, Files.createTempDirectory("alphagrid-upload"));
    }

    private Uploaded(Path name, java.nio.file.Path folder) {
      super(new Path(folder.resolve(name.getName()).toUri()));
      this.name = name;
      this.folder = folder;
    }

    @Override
    public boolean publish() throws IOException {
      FileSystem store = Storage.fileSystem(name);
      if (store.exists(name)) {
        return false;
      }
      try {
        // Two writers may both come here; each uploads the whole object and the contents are equal.
        store.copyFromLocalFile(false, false, path(), name);
        return true;
      } catch (FileAlreadyExistsException e) {
        return false;
      }
    }

    @Override
    public void close() throws IOException {
      Storage.fileSystem(path()).delete(new Path(folder.toUri()), true);
    }
  }
}
