package org.alphagrid.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.alphagrid.storage.AlignedBuffers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written, past the page cache or not, is read in any order. */
class DirectShardTest {
  private static final int BYTES = (9 << 20) + 777;

  @TempDir Path directory;
  private final Random random = new Random(3);
  private final byte[] content = new byte[BYTES];
  private Path file;

  /** Every other mebibyte goes past the cache, where the file system can do that. */
  @BeforeEach
  void write() throws IOException {
    random.nextBytes(content);
    file = directory.resolve("shard");
    try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
      whole.setLength(BYTES);
    }
    try (FileChannel cached = FileChannel.open(file, StandardOpenOption.WRITE);
        FileChannel direct = past(file)) {
      for (int position = 0; position < BYTES; position += AlignedBuffers.BYTES) {
        int count = Math.min(AlignedBuffers.BYTES, BYTES - position);
        ByteBuffer bytes = AlignedBuffers.take().put(content, position, count).flip();
        boolean whole = count == AlignedBuffers.BYTES && position / count % 2 == 0;
        (whole ? direct : cached).write(bytes, position);
      }
    }
  }

  private static FileChannel past(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.WRITE, ExtendedOpenOption.DIRECT);
    } catch (IOException | UnsupportedOperationException e) {
      return FileChannel.open(file, StandardOpenOption.WRITE);
    }
  }

  @Test
  void readsForwardsWithWhatIsExpected() throws IOException {
    try (DirectShard shard = new DirectShard(file)) {
      shard.expect(List.of(new ShardBytes.Range(1000, BYTES - 2000)));
      for (int position = 1000; position < BYTES - 1000; ) {
        int count = Math.min(1 + random.nextInt(200_000), BYTES - 1000 - position);
        check(shard, position, count);
        position += count;
      }
      check(shard, BYTES - 10, 10);
    }
  }

  @Test
  void readsAnywhere() throws IOException {
    try (DirectShard shard = new DirectShard(file)) {
      for (int i = 0; i < 60; i++) {
        int position = random.nextInt(BYTES);
        int most = i % 2 == 0 ? BYTES : 1000;
        check(shard, position, 1 + random.nextInt(Math.min(most, BYTES - position)));
      }
    }
  }

  private void check(DirectShard shard, int position, int count) throws IOException {
    ByteBuffer slice = shard.slice(position, count);
    byte[] read = new byte[slice.remaining()];
    slice.get(read);
    assertThat(read).isEqualTo(Arrays.copyOfRange(content, position, position + count));
  }
}
