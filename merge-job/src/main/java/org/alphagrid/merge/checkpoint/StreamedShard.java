package org.alphagrid.merge.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.alphagrid.core.ResourceException;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a file on a remote file system by position. */
final class StreamedShard extends ShardBytes {
  private static final Logger LOG = LoggerFactory.getLogger(StreamedShard.class);

  private final Path file;
  private final FSDataInputStream stream;
  private final long length;
  private final ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[0]);
  private final ThreadLocal<ReadAhead> ahead = new ThreadLocal<>();

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
  void expect(List<Range> ranges) {
    ReadAhead before = ahead.get();
    if (!ranges.isEmpty() && (before == null || !before.covers(ranges.get(0).position()))) {
      ahead.set(new ReadAhead(stream, ranges));
    }
  }

  @Override
  ByteBuffer slice(long position, int count) throws IOException {
    byte[] buffer = buffers.get();
    if (buffer.length < count) {
      buffer = new byte[count];
      buffers.set(buffer);
    }
    try {
      if (!readAhead(position, buffer, count)) {
        stream.readFully(position, buffer, 0, count);
      }
    } catch (IOException e) {
      throw new ResourceException(
          "Cannot read %d bytes at %d of %s: %s".formatted(count, position, file, e), e);
    }
    return ByteBuffer.wrap(buffer, 0, count).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns whether the bytes were read ahead; a failed part is read again, and reports then. */
  private boolean readAhead(long position, byte[] buffer, int count) {
    ReadAhead coming = ahead.get();
    try {
      return coming != null && coming.read(position, buffer, count);
    } catch (IOException e) {
      ahead.remove();
      LOG.debug("{} is read again at {}: {}", file, position, e.toString());
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
