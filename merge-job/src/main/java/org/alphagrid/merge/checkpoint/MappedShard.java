package org.alphagrid.merge.checkpoint;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Reads a local file that is mapped in windows, because one mapping holds at most 2 GiB. */
final class MappedShard extends ShardBytes {
  private static final long WINDOW_BYTES = 1L << 30;

  private final FileChannel channel;
  private final long length;
  private final AtomicReferenceArray<MappedByteBuffer> windows;

  MappedShard(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.READ);
    length = channel.size();
    windows = new AtomicReferenceArray<>(Math.toIntExact(length / WINDOW_BYTES + 1));
  }

  @Override
  long length() {
    return length;
  }

  @Override
  MappedByteBuffer slice(long position, int count) throws IOException {
    int index = Math.toIntExact(position / WINDOW_BYTES);
    int start = Math.toIntExact(position % WINDOW_BYTES);
    MappedByteBuffer slice = window(index).slice(start, count);
    slice.order(ByteOrder.LITTLE_ENDIAN);
    return slice;
  }

  /** Returns each window reaches one slice into the next, so that no slice is ever cut. */
  private MappedByteBuffer window(int index) throws IOException {
    MappedByteBuffer window = windows.get(index);
    if (window == null) {
      long start = index * WINDOW_BYTES;
      long size = Math.min(WINDOW_BYTES + MAX_SLICE_BYTES, length - start);
      window = channel.map(FileChannel.MapMode.READ_ONLY, start, size);
      windows.set(index, window);
    }
    return window;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
