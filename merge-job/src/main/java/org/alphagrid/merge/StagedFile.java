package org.alphagrid.merge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * A local file that is there already and is filled in by position. Runs that follow each other are
 * gathered first: few large writes take less than many small ones, above all where other threads
 * write to the same file, which the system lets in one at a time.
 */
final class StagedFile implements Closeable {
  private static final int MOST_BYTES = 1 << 20;
  private static final int LEAST_BYTES = 1 << 17;

  /** What all files of a task may hold. */
  private static final int TOGETHER_BYTES = 16 << 20;

  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer staged;
  private String tensor;
  private long position;

  /**
   * @param together how many files the task fills in
   */
  StagedFile(Path path, int together) throws IOException {
    this.path = path;
    channel = FileChannel.open(Storage.localFile(path), StandardOpenOption.WRITE);
    int share = Math.min(MOST_BYTES, Integer.highestOneBit(TOGETHER_BYTES / together));
    staged = share < LEAST_BYTES ? null : ByteBuffer.allocateDirect(share);
  }

  /**
   * Writes a run of a tensor's bytes, or keeps it for later.
   *
   * @param tensor for messages
   * @param at the run's position in the file
   */
  void write(String tensor, long at, byte[] bytes, int count) throws IOException {
    if (staged == null) {
      write(tensor, at, ByteBuffer.wrap(bytes, 0, count));
      return;
    }
    if (staged.position() > 0 && position + staged.position() != at) {
      flush();
    }
    for (int done = 0; done < count; ) {
      if (staged.position() == 0) {
        this.tensor = tensor;
        position = at + done;
        // Runs end at multiples of their size, so that no page is written by halves.
        staged.limit((int) (staged.capacity() - position % staged.capacity()));
      }
      int part = Math.min(staged.remaining(), count - done);
      staged.put(bytes, done, part);
      done += part;
      if (!staged.hasRemaining()) {
        flush();
      }
    }
  }

  /** Writes what was kept. */
  void flush() throws IOException {
    if (staged != null && staged.position() > 0) {
      write(tensor, position, staged.flip());
      staged.clear();
    }
  }

  private void write(String tensor, long at, ByteBuffer bytes) throws IOException {
    try {
      long next = at;
      while (bytes.hasRemaining()) {
        next += channel.write(bytes, next);
      }
    } catch (IOException e) {
      throw ShardTarget.failed("Cannot write tensor '%s' to %s".formatted(tensor, path), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
