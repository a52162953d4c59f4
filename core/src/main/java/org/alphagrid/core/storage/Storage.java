package org.alphagrid.core.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;
import org.alphagrid.core.ResourceException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads and writes files on any Hadoop file system.
 *
 * <p>A local path is used through the raw file system: the checksumming one writes a sibling file
 * and renames both, so that two attempts publishing at once could pair the wrong ones.
 */
public final class Storage {
  /** Names the folder that holds what is unfinished; readers ignore it. */
  public static final String IN_FLIGHT = "_inflight";

  private static volatile Configuration configuration = new Configuration();

  private Storage() {}

  /**
   * Sets how file systems are reached: a job does so before it touches a file, with the settings of
   * its cluster and its user.
   */
  public static void configure(Configuration hadoop) {
    configuration = hadoop;
  }

  /** Returns how file systems are reached; callers must not change it. */
  public static Configuration configuration() {
    return configuration;
  }

  /** Returns the file system that holds {@code path}. */
  public static FileSystem fileSystem(Path path) throws IOException {
    FileSystem fileSystem = path.getFileSystem(configuration);
    return fileSystem instanceof LocalFileSystem local ? local.getRawFileSystem() : fileSystem;
  }

  /**
   * Returns the same path with its file system and folder named, so that it means the same on
   * executors.
   */
  public static Path qualified(Path path) throws IOException {
    return fileSystem(path).makeQualified(path);
  }

  /**
   * Returns the place that a path leads to, links followed: two paths lead to the same place where
   * these are equal. What is not there is named as it is spelled.
   */
  public static Path resolved(Path path) throws IOException {
    java.nio.file.Path local = localFile(path);
    return local != null && java.nio.file.Files.exists(local)
        ? new Path(local.toRealPath().toUri())
        : qualified(path);
  }

  /** Returns whether there is a file or folder at {@code path}. */
  public static boolean exists(Path path) throws IOException {
    return fileSystem(path).exists(path);
  }

  /** Returns the local file behind a {@code file:} path, or null on any other file system. */
  public static java.nio.file.Path localFile(Path path) throws IOException {
    FileSystem fileSystem = fileSystem(path);
    if (!"file".equals(fileSystem.getUri().getScheme())) {
      return null;
    }
    return java.nio.file.Path.of(fileSystem.makeQualified(path).toUri().getPath());
  }

  /**
   * Returns whether a file appears whole when its writer closes it, and never when its writer
   * aborts: then it needs no other name until it is finished.
   */
  public static boolean showsWholeFilesOnly(Path path) throws IOException {
    return ObjectStores.holds(path)
        && fileSystem(path).hasPathCapability(path, CommonPathCapabilities.ABORTABLE_STREAM);
  }

  /** Reads a whole file as UTF-8 text. */
  public static String readText(Path path) throws IOException {
    return new String(readBytes(path), StandardCharsets.UTF_8);
  }

  /**
   * Reads a whole file.
   *
   * @throws FileNotFoundException naming the file
   */
  public static byte[] readBytes(Path path) throws IOException {
    FileSystem fileSystem = fileSystem(path);
    try (var in = fileSystem.open(path)) {
      return in.readAllBytes();
    } catch (FileNotFoundException e) {
      FileNotFoundException failure =
          new FileNotFoundException("Cannot read " + path + ": no such file");
      failure.initCause(e);
      throw failure;
    }
  }

  /**
   * Waits until a local file's or folder's content is on the disk; other file systems see to that
   * when a file is closed.
   */
  public static void sync(Path path) throws IOException {
    java.nio.file.Path local = localFile(path);
    if (local != null) {
      boolean folder = java.nio.file.Files.isDirectory(local);
      var mode =
          folder ? java.nio.file.StandardOpenOption.READ : java.nio.file.StandardOpenOption.WRITE;
      try (var channel = java.nio.channels.FileChannel.open(local, mode)) {
        channel.force(true);
      }
    }
  }

  /**
   * Waits likewise for many files at once. A file system writes its journal once for several
   * requests that come together, so many small files take hardly longer than one.
   *
   * @throws ResourceException naming the file that could not be brought to the disk
   */
  public static void sync(Collection<Path> paths) throws IOException {
    ParallelRequests.run(
        paths,
        path -> {
          try {
            sync(path);
          } catch (IOException e) {
            throw new ResourceException(
                "Cannot bring %s to the disk: %s".formatted(path, e.getMessage()), e);
          }
        });
  }

  /**
   * Writes a file that nobody reads before it is finished. Folders above it are made.
   *
   * @throws ResourceException naming the file
   */
  public static void write(Path path, byte[] content) throws IOException {
    try (OutputStream out = fileSystem(path).create(path, true)) {
      out.write(content);
    } catch (IOException e) {
      throw new ResourceException("Cannot write %s: %s".formatted(path, e.getMessage()), e);
    }
  }

  /**
   * Publishes a file, in place of an older one that may have its name: readers see the old content
   * or the new, never a part. Folders above it are made.
   */
  public static void replace(Path path, byte[] content) throws IOException {
    FileSystem fileSystem = fileSystem(path);
    if (ObjectStores.holds(path)) {
      // An object appears when it is complete, and at once.
      write(path, content);
      return;
    }
    Path unfinished = new Path(path.getParent(), "_" + path.getName() + "." + UUID.randomUUID());
    try {
      write(unfinished, content);
      Publisher.replace(unfinished, path);
    } catch (IOException e) {
      fileSystem.delete(unfinished, false);
      throw e;
    }
  }

  /**
   * Returns a file of this machine with the same content: the file itself where it is local,
   * otherwise a copy that is deleted when the JVM ends.
   */
  public static java.nio.file.Path localCopy(Path path) throws IOException {
    java.nio.file.Path local = localFile(path);
    if (local != null) {
      return local;
    }
    java.nio.file.Path copy = java.nio.file.Files.createTempFile("alphagrid", path.getName());
    copy.toFile().deleteOnExit();
    java.nio.file.Files.write(copy, readBytes(path));
    return copy;
  }

  /**
   * Gives a finished file, which nobody changes any more, a second name: by a link on a local disk,
   * elsewhere by a copy.
   */
  public static void linkOrCopy(Path file, Path name) throws IOException {
    java.nio.file.Path local = localFile(file);
    if (local != null) {
      try {
        java.nio.file.Files.createLink(localFile(name), local);
        return;
      } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
        // This disk has no links, or has too many of this file: then it is copied.
        java.nio.file.Files.deleteIfExists(localFile(name));
      }
    }
    FileUtil.copy(fileSystem(file), file, fileSystem(name), name, false, configuration);
  }
}
