package org.alphagrid.merge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.StandardOpenOption;
import org.alphagrid.storage.AlignedBuffers;
import org.alphagrid.storage.DirectFile;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * A local file that is there already and is filled in by position. Runs that follow each other are
 * gathered and written behind, in parts that begin and end at multiples of a buffer's size; so all
 * but the ends of a task's part go past the page cache.
 */
final class StagedFile implements Closeable {
  private final Path path;
  private final WriteBehind behind;
  private final DirectFile file;
  private ByteBuffer staged;
  private String tensor;
  private long position;
  private int start;

  /**
   * @param behind who writes; null where each run is written at once
   */
  StagedFile(Path path, WriteBehind behind) throws IOException {
    this(path, behind, DirectFile.open(Storage.localFile(path), StandardOpenOption.WRITE));
  }

  StagedFile(Path path, WriteBehind behind, DirectFile file) {
    this.path = path;
    this.behind = behind;
    this.file = file;
  }

  /**
   * Writes a run of a tensor's bytes, sooner or later.
   *
   * @param tensor for messages
   * @param at the run's position in the file
   * @throws IOException for this run or an earlier one, of whichever file
   */
  void write(String tensor, long at, byte[] bytes, int count) throws IOException {
    if (behind == null) {
      write(tensor, ByteBuffer.wrap(bytes, 0, count), at);
      return;
    }
    if (staged != null && position + staged.position() - start != at) {
      flush();
    }
    for (int done = 0; done < count; ) {
      if (staged == null) {
        begin(tensor, at + done);
      }
      int part = Math.min(staged.remaining(), count - done);
      staged.put(bytes, done, part);
      done += part;
      if (!staged.hasRemaining()) {
        flush();
      }
    }
  }

  private void begin(String tensor, long at) throws IOException {
    staged = behind.take();
    this.tensor = tensor;
    position = at;
    start = (int) (at % DirectFile.ALIGNMENT);
    staged.position(start).limit(start + AlignedBuffers.BYTES - (int) (at % AlignedBuffers.BYTES));
  }

  /** Has written what was kept. */
  void flush() {
    if (staged != null) {
      ByteBuffer full = staged.limit(staged.position()).position(start);
      String name = tensor;
      long at = position;
      staged = null;
      behind.write(full, () -> write(name, full, at));
    }
  }

  private void write(String tensor, ByteBuffer bytes, long at) throws IOException {
    try {
      file.write(bytes, at);
    } catch (IOException e) {
      throw ShardTarget.failed("Cannot write tensor '%s' to %s".formatted(tensor, path), e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
