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
  private final Path file;
  private final FSDataInputStream stream;
  private final long length;
  private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[0]);

  StreamedShard(Path file) throws IOException {
    this.file = file;
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
    try {
      stream.readFully(position, buffer, 0, count);
    } catch (IOException e) {
      // Not chained: the root of a chain is what a person is told.
      IOException failure =
          new IOException(
              "Cannot read %d bytes at %d of %s: %s".formatted(count, position, file, e));
      failure.addSuppressed(e);
      throw failure;
    }
    return ByteBuffer.wrap(buffer, 0, count).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
