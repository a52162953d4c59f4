package org.alphagrid.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.alphagrid.storage.AlignedBuffers;
import org.alphagrid.storage.DirectFile;

/**
 * A local file that was just written, part of it past the page cache: that part comes from the disk
 * the same way, the rest from the cache. One thread reads it, mostly forwards; what comes next is
 * read meanwhile.
 */
final class DirectShard extends ShardBytes {
  /** Windows under way at a time. */
  private static final int WINDOWS = 4;

  private final Path path;
  private final DirectFile file;
  private final MappedShard cached;
  private final long length;
  private final Deque<Window> coming = new ArrayDeque<>();
  private ByteBuffer joined = ByteBuffer.allocate(0);
  private long next;
  private long end;

  /**
   * Some bytes on their way.
   *
   * @param read null where they are in the page cache
   */
  private record Window(long start, ByteBuffer bytes, CompletableFuture<Void> read) {
    long end() {
      return start + bytes.limit();
    }

    /** Its memory is another's only when nothing is written into it any more. */
    void giveBack() {
      if (read != null) {
        read.handle((done, failure) -> null).join();
        AlignedBuffers.give(bytes);
      }
    }
  }

  DirectShard(Path path) throws IOException {
    this.path = path;
    file = DirectFile.open(path, StandardOpenOption.READ);
    cached = new MappedShard(path);
    length = cached.length();
  }

  @Override
  long length() {
    return length;
  }

  @Override
  void expect(List<Range> ranges) {
    end = ranges.stream().mapToLong(Range::end).max().orElse(0);
  }

  @Override
  ByteBuffer slice(long position, int count) throws IOException {
    if (coming.isEmpty() || position < coming.peek().start() || position >= next) {
      forget();
      next = position - position % DirectFile.ALIGNMENT;
    }
    Window first = at(position, position + count);
    if (first.end() >= position + count) {
      return order(first.bytes().slice((int) (position - first.start()), count));
    }
    if (joined.capacity() < count) {
      joined = ByteBuffer.allocate(count);
    }
    joined.clear();
    while (joined.position() < count) {
      long from = position + joined.position();
      Window window = at(from, position + count);
      int offset = (int) (from - window.start());
      int part = Math.min(count - joined.position(), window.bytes().limit() - offset);
      joined.put(window.bytes().slice(offset, part));
    }
    return order(joined.flip().slice());
  }

  private static ByteBuffer order(ByteBuffer bytes) {
    return bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The window that holds a position, read; earlier ones are given back, later ones asked for. */
  private Window at(long position, long wanted) throws IOException {
    while (!coming.isEmpty() && coming.peek().end() <= position) {
      coming.remove().giveBack();
    }
    long until = Math.min(length, Math.max(end, wanted));
    while (coming.size() < WINDOWS && next < until) {
      coming.add(request(until - next));
      next = coming.getLast().end();
    }
    await(coming.element());
    return coming.element();
  }

  private Window request(long wanted) throws IOException {
    // Up to a multiple of the alignment, so that the next window begins at one.
    long rounded = wanted + (-wanted & (DirectFile.ALIGNMENT - 1));
    int count = (int) Math.min(Math.min(AlignedBuffers.BYTES, rounded), length - next);
    MappedByteBuffer pages = cached.slice(next, count);
    if (!file.isDirect() || pages.isLoaded()) {
      return new Window(next, pages, null);
    }
    long start = next;
    ByteBuffer bytes = AlignedBuffers.take().limit(count);
    return new Window(start, bytes, ReadAhead.inBackground(() -> file.read(bytes, start)));
  }

  private void await(Window window) throws IOException {
    if (window.read() == null) {
      return;
    }
    try {
      window.read().join();
    } catch (CompletionException e) {
      IOException failure =
          new IOException(
              "Cannot read %d bytes at %d of %s: %s"
                  .formatted(
                      window.bytes().limit(), window.start(), path, e.getCause().getMessage()));
      failure.addSuppressed(e.getCause());
      throw failure;
    }
  }

  private void forget() {
    coming.forEach(Window::giveBack);
    coming.clear();
  }

  @Override
  public void close() throws IOException {
    forget();
    try (file) {
      cached.close();
    }
  }
}
