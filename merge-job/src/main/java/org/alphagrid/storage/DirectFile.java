package org.alphagrid.storage;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A large local file that can be read and written past the page cache, by position: without memory
 * for pages, where that is slow.
 *
 * <p>Only whole blocks go that way, and only where the file system can. The pages at both ends of a
 * run, which other runs may share, go through the cache, and so does everything that is refused.
 */
public final class DirectFile implements Closeable {
  /**
   * Positions, lengths and addresses are multiples of it: of every usual size of blocks and pages.
   */
  public static final int ALIGNMENT = 1 << 16;

  /** What is smaller goes through the page cache. */
  private static final long LEAST_BYTES = 4L << 20;

  /**
   * A file system lets threads write into the cached pages of a file one by one; here they wait
   * without turning a processor.
   */
  private static final Object[] TURNS = Stream.generate(Object::new).limit(16).toArray();

  private final FileChannel cached;
  private final FileChannel direct;
  private final FreshMemory memory;
  private final Object turn;
  private volatile boolean refused;

  /**
   * @param direct null where the file system has nothing of the kind
   */
  DirectFile(FileChannel cached, FileChannel direct, FreshMemory memory, Object turn) {
    this.cached = cached;
    this.direct = direct;
    this.memory = memory;
    this.turn = turn;
  }

  /**
   * Opens a file that is there.
   *
   * @param mode to read or to write
   */
  public static DirectFile open(Path file, OpenOption mode) throws IOException {
    FileChannel cached = FileChannel.open(file, mode);
    FileChannel direct = cached.size() < LEAST_BYTES ? null : past(file, mode);
    Object turn = TURNS[Math.floorMod(file.hashCode(), TURNS.length)];
    return new DirectFile(cached, direct, FreshMemory.OF_THIS_MACHINE, turn);
  }

  private static FileChannel past(Path file, OpenOption mode) {
    try {
      return ALIGNMENT % Files.getFileStore(file).getBlockSize() == 0
          ? FileChannel.open(file, mode, ExtendedOpenOption.DIRECT)
          : null;
    } catch (IOException | UnsupportedOperationException e) {
      // What is wrong with the file itself, the other channel tells.
      return null;
    }
  }

  /** Whether bytes can go past the page cache, as far as is known. */
  public boolean isDirect() {
    return direct != null && !refused;
  }

  /**
   * Writes all that remains. Several threads may write to different places.
   *
   * @param bytes best at an address that is as far behind a multiple of the alignment as {@code
   *     position} is
   */
  public void write(ByteBuffer bytes, long position) throws IOException {
    int end = bytes.limit();
    long shift = position - bytes.position();
    int head = (int) Math.min(bytes.remaining(), -position & (ALIGNMENT - 1));
    write(cached, bytes.limit(bytes.position() + head), shift);
    bytes.limit(end - (end - bytes.position()) % ALIGNMENT);
    if (bytes.hasRemaining()) {
      writeBlocks(bytes, shift);
    }
    write(cached, bytes.limit(end), shift);
  }

  private void writeBlocks(ByteBuffer bytes, long shift) throws IOException {
    if (isDirect() && !memory.isFast()) {
      try {
        write(direct, bytes, shift);
        return;
      } catch (IOException e) {
        // If it is the disk's fault and not this way's, the other way tells.
        refused = true;
      }
    }
    synchronized (turn) {
      long bytesLeft = bytes.remaining();
      long start = FreshMemory.worked();
      write(cached, bytes, shift);
      memory.took(FreshMemory.worked() - start, bytesLeft);
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes, long shift) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes, shift + bytes.position());
    }
  }

  /**
   * Fills what remains of a buffer.
   *
   * @param into with room up to the next multiple of the alignment behind its limit
   * @param position a multiple of the alignment
   * @throws EOFException when the file ends before
   */
  public void read(ByteBuffer into, long position) throws IOException {
    int end = into.limit();
    long shift = position - into.position();
    if (isDirect()) {
      try {
        // Where the file ends within the last block, less is read than there is room for.
        into.limit(Math.min(into.capacity(), end + (-end & (ALIGNMENT - 1))));
        read(direct, into, end, shift);
      } catch (IOException e) {
        refused = true;
      }
    }
    into.limit(end);
    read(cached, into, end, shift);
    if (into.hasRemaining()) {
      throw new EOFException("ends at byte " + (shift + into.position()));
    }
  }

  private static void read(FileChannel channel, ByteBuffer into, int end, long shift)
      throws IOException {
    while (into.position() < end && channel.read(into, shift + into.position()) >= 0) {}
    into.position(Math.min(into.position(), end));
  }

  @Override
  public void close() throws IOException {
    try (cached) {
      if (direct != null) {
        direct.close();
      }
    }
  }
}
