package org.alphagrid.merge.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.engine.TensorSink;
import org.apache.hadoop.fs.Path;

/**
 * Writes parts of local shard files that exist in their full length, each part at its position. Any
 * number of tasks may write different parts of one file at once.
 */
final class PositionalShardWriter implements ShardWriter {
  private final List<Path> paths;
  private final List<FileChannel> channels = new ArrayList<>();

  PositionalShardWriter(List<Path> paths) throws IOException {
    this.paths = paths;
    try {
      for (Path path : paths) {
        channels.add(FileChannel.open(Storage.localFile(path), StandardOpenOption.WRITE));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public TensorSink at(int folder, String tensor, long position) {
    FileChannel channel = channels.get(folder);
    return new TensorSink() {
      private long next = position;

      @Override
      public void accept(byte[] bytes, int count) throws IOException {
        ByteBuffer run = ByteBuffer.wrap(bytes, 0, count);
        try {
          while (run.hasRemaining()) {
            next += channel.write(run, next);
          }
        } catch (IOException e) {
          throw ShardTarget.failed(
              "Cannot write tensor '%s' to %s".formatted(tensor, paths.get(folder)), e);
        }
      }
    };
  }

  @Override
  public void finish() {}

  @Override
  public void close() throws IOException {
    for (FileChannel channel : channels) {
      channel.close();
    }
  }
}
