package org.alphagrid.merge.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads a local file by position, each thread into a buffer of its own. */
final class PositionedShard extends ShardBytes {
  private final Path file;
  private final FileChannel channel;
  private final long length;
  private final ThreadLocal<ByteBuffer> buffers =
      ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(0));

  PositionedShard(Path file) throws IOException {
    this.file = file;
    channel = FileChannel.open(file, StandardOpenOption.READ);
    length = channel.size();
  }

  @Override
  long length() {
    return length;
  }

  @Override
  ByteBuffer slice(long position, int count) throws IOException {
    ByteBuffer buffer = buffers.get();
    if (buffer.capacity() < count) {
      buffer = ByteBuffer.allocateDirect(count);
      buffers.set(buffer);
    }
    buffer.clear().limit(count);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException(
            "Cannot read %s: it ended at byte %d while it was read, %d bytes were there before"
                .formatted(file, position + buffer.position(), length));
      }
    }
    return buffer.flip().slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
