package org.alphagrid.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whichever way bytes go, and whatever one of the ways refuses, they are where they belong. */
class DirectFileTest {
  private static final int BYTES = (5 << 20) + 12_345;

  @TempDir Path directory;
  private final FreshMemory slow = new FreshMemory();
  private final byte[] expected = new byte[BYTES];
  private final Random random = new Random(7);
  private Path file;

  @BeforeEach
  void layOut() throws IOException {
    slow.took(1L << 40, 1);
    file = Files.write(directory.resolve("file"), new byte[BYTES]);
  }

  @Test
  void runsOfAnyPlaceAndLengthAreWritten() throws IOException {
    try (DirectFile whole = DirectFile.open(file, StandardOpenOption.WRITE)) {
      writeRuns(whole);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void soTheyAreWhereMemoryIsSlow() throws IOException {
    FileChannel direct = past(StandardOpenOption.WRITE);
    try (DirectFile whole = new DirectFile(cached(), direct, slow, this)) {
      writeRuns(whole);
      assertThat(whole.isDirect()).as("as the file system can").isEqualTo(direct != null);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void wholeBlocksGoPastTheCacheAndTheEndsThroughIt() throws IOException {
    long[] direct = new long[1];
    FileChannel counting =
        new ChannelStub(cached()) {
          @Override
          public int write(ByteBuffer bytes, long position) throws IOException {
            assertThat(position % DirectFile.ALIGNMENT).isZero();
            assertThat(bytes.remaining() % DirectFile.ALIGNMENT).isZero();
            assertThat(bytes.alignmentOffset(bytes.position(), DirectFile.ALIGNMENT)).isZero();
            direct[0] += bytes.remaining();
            return super.write(bytes, position);
          }
        };
    try (DirectFile whole = new DirectFile(cached(), counting, slow, this)) {
      write(whole, 3 * DirectFile.ALIGNMENT - 100, 2 * DirectFile.ALIGNMENT + 200);
      assertThat(direct[0]).isEqualTo(2 * DirectFile.ALIGNMENT);
      write(whole, 70_000, 100);
      assertThat(direct[0]).isEqualTo(2 * DirectFile.ALIGNMENT);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void shortWritesGoOnWhereTheyEnded() throws IOException {
    try (DirectFile whole = new DirectFile(taking(4096), taking(8192), slow, this)) {
      writeRuns(whole);
      assertThat(whole.isDirect()).isTrue();
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void whatIsRefusedGoesThroughTheCache() throws IOException {
    FileChannel refusing =
        new ChannelStub(cached()) {
          @Override
          public int write(ByteBuffer bytes, long position) throws IOException {
            if (position % 4096 != 0) {
              throw new IOException("Invalid argument");
            }
            super.write(bytes.duplicate().limit(bytes.position() + 1000), position);
            return skip(bytes, 1000);
          }
        };
    try (DirectFile whole = new DirectFile(cached(), refusing, slow, this)) {
      write(whole, 0, 1 << 19);
      assertThat(whole.isDirect()).isFalse();
      writeRuns(whole);
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(expected);
  }

  @Test
  void aFailureOfBothWaysIsTold() throws IOException {
    try (DirectFile whole = new DirectFile(failing("no space"), failing("no"), slow, this)) {
      assertThatThrownBy(() -> write(whole, 0, 1 << 19))
          .isInstanceOf(IOException.class)
          .hasMessage("no space");
    }
  }

  @Test
  void readsUpToTheEndAndNotBeyond() throws IOException {
    random.nextBytes(expected);
    Files.write(file, expected);
    try (DirectFile whole = DirectFile.open(file, StandardOpenOption.READ)) {
      for (int position = 0; position < BYTES; position += 1 << 19) {
        ByteBuffer into = AlignedBuffers.take();
        into.limit(Math.min(1 << 19, BYTES - position));
        whole.read(into, position);
        byte[] read = new byte[into.flip().remaining()];
        into.get(read);
        assertThat(read).isEqualTo(Arrays.copyOfRange(expected, position, position + read.length));
        AlignedBuffers.give(into);
      }
      assertThatThrownBy(() -> whole.read(AlignedBuffers.take(), 5 << 20))
          .isInstanceOf(EOFException.class)
          .hasMessage("ends at byte " + BYTES);
    }
  }

  private void writeRuns(DirectFile whole) throws IOException {
    for (int i = 0; i < 40; i++) {
      int position = random.nextInt(BYTES);
      int most = Math.min(BYTES - position, AlignedBuffers.BYTES - position % DirectFile.ALIGNMENT);
      write(whole, position, 1 + random.nextInt(most));
    }
  }

  private void write(DirectFile whole, int position, int count) throws IOException {
    byte[] run = new byte[count];
    random.nextBytes(run);
    System.arraycopy(run, 0, expected, position, count);
    ByteBuffer buffer = AlignedBuffers.take();
    int start = position % DirectFile.ALIGNMENT;
    buffer.position(start).put(run).flip().position(start);
    whole.write(buffer, position);
    assertThat(buffer.hasRemaining()).isFalse();
    AlignedBuffers.give(buffer);
  }

  private FileChannel cached() throws IOException {
    return FileChannel.open(file, StandardOpenOption.WRITE);
  }

  private FileChannel past(StandardOpenOption mode) {
    try {
      return FileChannel.open(file, mode, ExtendedOpenOption.DIRECT);
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  private FileChannel taking(int most) throws IOException {
    return new ChannelStub(cached()) {
      @Override
      public int write(ByteBuffer bytes, long position) throws IOException {
        int count = Math.min(most, bytes.remaining());
        super.write(bytes.duplicate().limit(bytes.position() + count), position);
        return skip(bytes, count);
      }
    };
  }

  private FileChannel failing(String message) throws IOException {
    return new ChannelStub(cached()) {
      @Override
      public int write(ByteBuffer bytes, long position) throws IOException {
        throw new IOException(message);
      }
    };
  }

  private static int skip(ByteBuffer bytes, int count) {
    bytes.position(bytes.position() + count);
    return count;
  }
}
