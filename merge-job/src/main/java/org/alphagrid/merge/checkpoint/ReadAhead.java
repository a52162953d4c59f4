package org.alphagrid.merge.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileRange;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * Reads bytes of a remote file before they are asked for. Each request costs such a file system a
 * round trip, so large parts are asked for, several at once, in the order in which one thread will
 * want them: by vectored reads where the stream has them of its own, otherwise by positional ones.
 */
final class ReadAhead {
  /** Bytes of one request. */
  static final int PART_BYTES = 4 << 20;

  /** Requests under way at a time. */
  static final int PARTS = 4;

  /** Bounds the unneeded bytes that are read to save a second request. */
  private static final int GAP_BYTES = 1 << 16;

  private static final ThreadPoolExecutor READERS = readers();

  private final FSDataInputStream stream;
  private final Deque<ShardBytes.Range> planned = new ArrayDeque<>();
  private final Deque<FileRange> coming = new ArrayDeque<>();

  /**
   * @param stream of the file
   * @param ranges what will be read, in this order
   */
  ReadAhead(FSDataInputStream stream, List<ShardBytes.Range> ranges) {
    this.stream = stream;
    for (ShardBytes.Range range : ranges) {
      ShardBytes.Range last = planned.peekLast();
      if (last != null
          && range.position() >= last.end()
          && range.position() - last.end() <= GAP_BYTES) {
        planned.removeLast();
        planned.add(new ShardBytes.Range(last.position(), range.end() - last.position()));
      } else if (range.bytes() > 0) {
        planned.add(range);
      }
    }
  }

  private static ThreadPoolExecutor readers() {
    ThreadPoolExecutor readers =
        new ThreadPoolExecutor(
            16,
            16,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "read-ahead");
              thread.setDaemon(true);
              return thread;
            });
    readers.allowCoreThreadTimeOut(true);
    return readers;
  }

  /** Returns whether a position is still to come. */
  boolean covers(long position) {
    return coming.stream().anyMatch(part -> holds(part, position))
        || planned.stream().anyMatch(range -> range.holds(position));
  }

  /**
   * Gives some bytes if they were expected; what comes before them is forgotten.
   *
   * @return false when they were not
   * @throws IOException when reading them failed
   */
  boolean read(long position, byte[] into, int count) throws IOException {
    if (!covers(position)) {
      return false;
    }
    while (!coming.isEmpty() && !holds(coming.peek(), position)) {
      coming.remove();
    }
    while (coming.isEmpty() && !planned.peek().holds(position)) {
      planned.remove();
    }
    if (coming.isEmpty()) {
      ShardBytes.Range range = planned.remove();
      planned.addFirst(new ShardBytes.Range(position, range.end() - position));
    }
    request(position, count);
    Iterator<FileRange> parts = coming.iterator();
    int done = 0;
    while (done < count) {
      FileRange part = parts.hasNext() ? parts.next() : null;
      if (part == null || !holds(part, position + done)) {
        return false;
      }
      int from = (int) (position + done - part.getOffset());
      int length = Math.min(count - done, part.getLength() - from);
      ByteBuffer bytes = FutureIO.awaitFuture(part.getData());
      bytes.get(bytes.position() + from, into, done, length);
      done += length;
    }
    return true;
  }

  /** Asks for what comes next: some parts, and at least all of what is wanted now. */
  private void request(long position, int count) {
    while (!planned.isEmpty() && (coming.size() < PARTS || end() < position + count)) {
      ShardBytes.Range range = planned.remove();
      int bytes = (int) Math.min(PART_BYTES, range.bytes());
      if (bytes < range.bytes()) {
        planned.addFirst(new ShardBytes.Range(range.position() + bytes, range.bytes() - bytes));
      }
      FileRange part = FileRange.createFileRange(range.position(), bytes);
      request(part);
      coming.add(part);
    }
  }

  private long end() {
    FileRange last = coming.getLast();
    return last.getOffset() + last.getLength();
  }

  private void request(FileRange part) {
    if (stream.hasCapability(StreamCapabilities.VECTOREDIO)) {
      try {
        stream.readVectored(List.of(part), ByteBuffer::allocate);
      } catch (IOException e) {
        part.setData(CompletableFuture.failedFuture(e));
      }
      return;
    }
    byte[] bytes = new byte[part.getLength()];
    part.setData(
        inBackground(() -> stream.readFully(part.getOffset(), bytes))
            .thenApply(done -> ByteBuffer.wrap(bytes)));
  }

  /** Reads bytes in a thread of its own. */
  @FunctionalInterface
  interface Read {
    void run() throws IOException;
  }

  /** Reads while the caller goes on. */
  static CompletableFuture<Void> inBackground(Read read) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    READERS.execute(
        () -> {
          try {
            read.run();
            done.complete(null);
          } catch (IOException | RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    return done;
  }

  private static boolean holds(FileRange part, long position) {
    return position >= part.getOffset() && position < part.getOffset() + part.getLength();
  }
}
