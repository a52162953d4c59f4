package org.alphagrid.merge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read ahead is what stands in the file, whatever was expected and asked for. */
class ReadAheadTest {
  private static final int BYTES = 2 * ReadAhead.PART_BYTES + 12345;

  @TempDir private Path folder;
  private final byte[] content = new byte[BYTES];
  private RawLocalFileSystem files;
  private org.apache.hadoop.fs.Path file;

  @BeforeEach
  void write() throws IOException {
    new Random(7).nextBytes(content);
    file = new org.apache.hadoop.fs.Path(Files.write(folder.resolve("weights"), content).toUri());
    files = new RawLocalFileSystem();
    files.initialize(folder.toUri(), new Configuration());
  }

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  @Test
  void vectoredReadsGiveTheFilesBytes() throws IOException {
    try (FSDataInputStream stream = files.open(file)) {
      assertThat(stream.hasCapability(StreamCapabilities.VECTOREDIO)).isTrue();
      readByRandomPlans(stream);
    }
  }

  @Test
  void positionalReadsGiveTheFilesBytes() throws IOException {
    try (FSDataInputStream stream = new Counting(files.open(file))) {
      readByRandomPlans(stream);
    }
  }

  private void readByRandomPlans(FSDataInputStream stream) throws IOException {
    Random random = new Random(1);
    for (int round = 0; round < 30; round++) {
      List<ShardBytes.Range> plan = plan(random);
      ReadAhead ahead = new ReadAhead(stream, plan);
      for (ShardBytes.Range range : plan) {
        if (random.nextInt(4) > 0) {
          read(ahead, range, random);
        }
      }
    }
  }

  /** In any order, not overlapping. */
  private static List<ShardBytes.Range> plan(Random random) {
    List<ShardBytes.Range> plan = new ArrayList<>();
    int at = random.nextInt(1000);
    while (at < BYTES) {
      int bytes = Math.min(BYTES - at, 1 + random.nextInt(1 << (8 + random.nextInt(16))));
      plan.add(new ShardBytes.Range(at, bytes));
      at += bytes + (random.nextBoolean() ? 0 : random.nextInt(1 << 20));
    }
    if (random.nextBoolean()) {
      java.util.Collections.shuffle(plan, random);
    }
    return plan;
  }

  private void read(ReadAhead ahead, ShardBytes.Range range, Random random) throws IOException {
    int most = 1 << (10 + random.nextInt(14));
    for (long position = range.position(); position < range.end(); ) {
      int count = (int) Math.min(most, range.end() - position);
      byte[] bytes = new byte[count + 3];
      assertThat(ahead.read(position, bytes, count)).isTrue();
      int from = (int) position;
      assertThat(Arrays.equals(bytes, 0, count, content, from, from + count)).isTrue();
      position += count;
    }
  }

  @Test
  void smallSlicesTakeFewRequests() throws IOException {
    try (Counting stream = new Counting(files.open(file))) {
      ReadAhead ahead = new ReadAhead(stream, List.of(new ShardBytes.Range(0, BYTES)));
      byte[] slice = new byte[1 << 16];
      for (int position = 0; position + slice.length <= BYTES; position += slice.length) {
        assertThat(ahead.read(position, slice, slice.length)).isTrue();
      }
      assertThat(stream.requests).hasValue(3);
    }
  }

  @Test
  void neighbouringRangesAreReadTogether() throws IOException {
    try (Counting stream = new Counting(files.open(file))) {
      List<ShardBytes.Range> small = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        small.add(new ShardBytes.Range(1000L * i, 900));
      }
      ReadAhead ahead = new ReadAhead(stream, small);
      for (ShardBytes.Range range : small) {
        read(ahead, range, new Random(2));
      }
      assertThat(stream.requests).hasValue(1);
    }
  }

  @Test
  void unexpectedRangeIsNotReadAhead() throws IOException {
    try (FSDataInputStream stream = files.open(file)) {
      ReadAhead ahead = new ReadAhead(stream, List.of(new ShardBytes.Range(100, 50)));
      assertThat(ahead.read(99, new byte[2], 2)).isFalse();
      assertThat(ahead.read(120, new byte[30], 30)).isTrue();
      assertThat(ahead.read(149, new byte[2], 2)).isFalse();
      assertThat(ahead.read(119, new byte[1], 1)).isFalse();
      assertThat(ahead.read(150, new byte[1], 1)).isFalse();
    }
  }

  @Test
  void failureIsReportedWhenItsBytesAreRead() throws IOException {
    try (Counting stream = new Counting(files.open(file))) {
      ReadAhead ahead =
          new ReadAhead(
              stream, List.of(new ShardBytes.Range(0, 10), new ShardBytes.Range(BYTES - 5L, 100)));
      assertThat(ahead.read(0, new byte[10], 10)).isTrue();
      assertThatThrownBy(() -> ahead.read(BYTES - 5L, new byte[10], 10))
          .isInstanceOf(IOException.class);
    }
  }

  /** Knows no vectored reads, and counts the positional ones. */
  private static final class Counting extends FSDataInputStream {
    private final AtomicInteger requests = new AtomicInteger();

    Counting(FSDataInputStream in) {
      super(new Positional(in));
    }

    @Override
    public boolean hasCapability(String capability) {
      return false;
    }

    @Override
    public void readFully(long position, byte[] bytes) throws IOException {
      requests.incrementAndGet();
      super.readFully(position, bytes);
    }
  }

  private static final class Positional extends FilterInputStream
      implements org.apache.hadoop.fs.Seekable, org.apache.hadoop.fs.PositionedReadable {
    private final FSDataInputStream stream;

    Positional(FSDataInputStream stream) {
      super(stream);
      this.stream = stream;
    }

    @Override
    public int read(long position, byte[] bytes, int from, int count) throws IOException {
      return stream.read(position, bytes, from, count);
    }

    @Override
    public void readFully(long position, byte[] bytes, int from, int count) throws IOException {
      stream.readFully(position, bytes, from, count);
    }

    @Override
    public void readFully(long position, byte[] bytes) throws IOException {
      stream.readFully(position, bytes);
    }

    @Override
    public void seek(long position) throws IOException {
      stream.seek(position);
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public boolean seekToNewSource(long position) throws IOException {
      return stream.seekToNewSource(position);
    }
  }
}
