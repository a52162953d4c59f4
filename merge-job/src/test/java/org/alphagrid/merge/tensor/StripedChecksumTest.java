package org.alphagrid.merge.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StripedChecksumTest {
  private static final int COUNT = 5 * StripedChecksum.STRIPE_BYTES + 37;

  @Test
  void vectorChecksumEqualsScalarChecksum() {
    for (int count : new int[] {0, 1, 255, 256, 257, 511, 512, COUNT}) {
      byte[] bytes = random(count);
      assertThat(of(VectorMath.create(), bytes, count))
          .as("%d bytes", count)
          .isEqualTo(of(BlockMath.scalar(), bytes, count));
    }
  }

  @Test
  void checksumDoesNotDependOnBlockSize() {
    byte[] bytes = random(COUNT);
    long whole = of(BlockMath.fastest(), bytes, COUNT);
    for (int piece : new int[] {1, 7, 64, 255, 256, 300, 1000}) {
      StripedChecksum digest = new StripedChecksum();
      byte[] part = new byte[piece];
      for (int at = 0; at < COUNT; at += piece) {
        int length = Math.min(piece, COUNT - at);
        System.arraycopy(bytes, at, part, 0, length);
        digest.update(part, length);
      }
      assertThat(digest.value()).as("pieces of %d", piece).isEqualTo(whole);
    }
  }

  @Test
  void checksumDependsOnEveryBitAndTheLength() {
    byte[] bytes = random(COUNT);
    Set<Long> seen = new HashSet<>();
    long original = of(BlockMath.fastest(), bytes, COUNT);
    seen.add(original);
    for (int bit = 0; bit < 8 * COUNT; bit++) {
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(seen.add(of(BlockMath.fastest(), bytes, COUNT))).as("bit %d", bit).isTrue();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (int at = StripedChecksum.STRIPE_BYTES; at + 1 < COUNT; at += 2) {
      // Two bfloat16 of one lane whose signs change.
      bytes[at + 1] ^= (byte) 0x80;
      bytes[at + 1 - StripedChecksum.STRIPE_BYTES] ^= (byte) 0x80;
      assertThat(of(BlockMath.fastest(), bytes, COUNT)).as("byte %d", at).isNotEqualTo(original);
      bytes[at + 1] ^= (byte) 0x80;
      bytes[at + 1 - StripedChecksum.STRIPE_BYTES] ^= (byte) 0x80;
    }
    byte[] zeros = new byte[COUNT];
    for (int count = 0; count <= COUNT; count++) {
      assertThat(seen.add(of(BlockMath.fastest(), zeros, count))).as("%d zeros", count).isTrue();
    }
  }

  private static long of(BlockMath math, byte[] bytes, int count) {
    StripedChecksum digest = new StripedChecksum(math);
    digest.update(bytes, count);
    return digest.value();
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
