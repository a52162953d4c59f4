package org.alphagrid.merge.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.Path;

/** Reads any bytes of one file; local files are mapped or read, others read by position. */
abstract class ShardBytes implements Closeable {
  /** Most bytes of one {@link #slice}. */
  static final int MAX_SLICE_BYTES = 1 << 24;

  /** Opens a file; a symbolic link is followed. */
  static ShardBytes open(Path file) throws IOException {
    java.nio.file.Path local = Storage.localFile(file);
    return local == null ? new StreamedShard(file) : new MappedShard(local);
  }

  /**
   * Opens a file likewise without mapping it: what is read once does not stay in this process's
   * memory.
   */
  static ShardBytes openUnmapped(Path file) throws IOException {
    java.nio.file.Path local = Storage.localFile(file);
    return local == null ? new StreamedShard(file) : new PositionedShard(local);
  }

  /** Opens a file in one of these ways. */
  @FunctionalInterface
  interface Opener {
    ShardBytes open(Path file) throws IOException;
  }

  /** Names consecutive bytes of the file. */
  record Range(long position, long bytes) {
    long end() {
      return position + bytes;
    }

    boolean holds(long other) {
      return other >= position && other < end();
    }
  }

  /** Returns the bytes of the file. */
  abstract long length();

  /** Tells what this thread will read next, in this order. */
  void expect(List<Range> ranges) {}

  /**
   * Returns some bytes, little-endian, valid until the next call by the same thread.
   *
   * @param position of the first byte
   * @param count at most {@link #MAX_SLICE_BYTES}, within the file
   */
  abstract ByteBuffer slice(long position, int count) throws IOException;
}
