package org.alphagrid.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A file on a remote file system, read by position. */
final class StreamedShard extends ShardBytes {
  private final FSDataInputStream stream;
  private final long length;
  private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[0]);

  StreamedShard(Path file) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(file);
    length = fileSystem.getFileStatus(file).getLen();
    stream = fileSystem.open(file);
  }

  @Override
  long length() {
    return length;
  }

  @Override
  ByteBuffer slice(long position, int count) throws IOException {
    byte[] buffer = buffers.get();
    if (buffer.length < count) {
      buffer = new byte[count];
      buffers.set(buffer);
    }
    stream.readFully(position, buffer, 0, count);
    return ByteBuffer.wrap(buffer, 0, count).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
