package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.TwinFloats.COUNT;
import static org.alphagrid.merge.tensor.TwinFloats.anyFloats;
import static org.alphagrid.merge.tensor.TwinFloats.stored;
import static org.alphagrid.merge.tensor.TwinFloats.weights;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Linear forms by vectors give the bits of decoding, combining and encoding. */
class VectorCombinationsTest {
  private static final BlockCombinations PLAIN = new BlockCombinations();
  private static final BlockCombinations VECTOR = new VectorCombinations();
  private static final int STRIPE = StripedChecksum.STRIPE_BYTES / 2;
  private static final BlockCodec CODEC = new BlockCodec();

  @Test
  void vectorCombinationEqualsDecodeCombineEncode() {
    Random random = new Random(7);
    LinearCombination[][] groups = {
      {
        LinearCombination.plain(new float[] {0.3f, 0.7f}, 1),
        LinearCombination.plain(new float[] {0, 1}, 1),
        LinearCombination.plain(new float[] {-3f, 1e30f}, 1),
        LinearCombination.plain(new float[] {0.5f, 0.5f}, 1),
        LinearCombination.plain(new float[] {0.25f, 0}, 1),
        LinearCombination.plain(new float[] {1e-40f, -2f}, 1),
        LinearCombination.plain(new float[] {7, 8}, 1),
      },
      {LinearCombination.plain(new float[] {0.25f, 0, 0.5f}, 1)},
      {LinearCombination.plain(new float[] {0.9f, 0.1f}, 1)},
      {
        LinearCombination.plain(new float[] {3, 0}, 1),
        LinearCombination.plain(new float[] {0.9f, 2}, 1)
      },
      {LinearCombination.plain(new float[] {0, 0, -3}, 1)},
      {
        LinearCombination.ofDifferences(new float[] {0.3f, 0.7f}, 1, 1),
        LinearCombination.ofDifferences(new float[] {0.3f, 0.7f}, 1, 0.8f),
        LinearCombination.ofDifferences(new float[] {0, 0}, 1, 1),
        LinearCombination.ofDifferences(new float[] {3, -1e20f}, 1, 1e-9f),
      },
    };
    int refused = 0;
    for (int round = 0; round < 100; round++) {
      for (LinearCombination[] forms : groups) {
        byte[][] stored = new byte[forms[0].weights().length][];
        float[][] decoded = new float[stored.length][COUNT];
        float scale = round % 4 == 0 ? 0x1p-120f : round % 4 == 1 ? 0x1p31f : 1;
        boolean any = round % 4 == 3;
        for (int v = 0; v < stored.length; v++) {
          float[] values = any ? anyFloats(random) : weights(random);
          for (int i = 0; i < COUNT; i++) {
            values[i] *= scale;
          }
          stored[v] = stored(values, decoded[v]);
        }
        float[] origin = new float[COUNT];
        byte[] storedOrigin = stored(weights(random), origin);
        // Whole stripes are made and digested in threes; a tail is not.
        int count = random.nextBoolean() ? COUNT : COUNT / STRIPE * STRIPE;
        StoredResult[] ours = new StoredResult[forms.length];
        for (int f = 0; f < forms.length; f++) {
          ours[f] = new StoredResult(new byte[2 * COUNT + 6], 6, new StripedChecksum());
        }
        StoredVectors vectors = new StoredVectors(stored, storedOrigin, 0, count);
        boolean done = VECTOR.combineBfloat16(forms, vectors, ours);
        refused += done ? 0 : 1;
        // Ordinary weights are never refused.
        assertThat(done || any || scale > 1).isTrue();
        for (int f = 0; f < forms.length; f++) {
          StripedChecksum digest = new StripedChecksum();
          if (done) {
            assertThat(VECTOR.combinesBfloat16(forms[f])).isTrue();
            byte[] expected = new byte[2 * COUNT + 6];
            float[] merged = new float[COUNT];
            PLAIN.combine(forms[f], decoded, origin, merged, count);
            CODEC.encode(DType.BF16, merged, count, expected, 6);
            assertThat(ours[f].bytes()).as("%s", forms[f]).isEqualTo(expected);
            assertThat(CODEC.allFinite(DType.BF16, expected, 6, count)).isTrue();
            digest.update(expected, 6, 2 * count);
          }
          assertThat(ours[f].digest().value()).as("%s", forms[f]).isEqualTo(digest.value());
        }
      }
    }
    assertThat(refused).isGreaterThanOrEqualTo(50);
  }

  @Test
  void nonFiniteValuesUseTheScalarLoop() {
    LinearCombination one = LinearCombination.plain(new float[] {1, 0}, 1);
    for (int at : new int[] {0, 17, COUNT - 1}) {
      for (float special : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
        byte[][] vectors = new byte[2][2 * COUNT];
        float[] values = new float[COUNT];
        values[at] = special;
        for (int v = 0; v < 2; v++) {
          CODEC.encode(DType.BF16, values, COUNT, vectors[v], 0);
          for (int forms = 1; forms <= 4; forms++) {
            LinearCombination[] same = new LinearCombination[forms];
            Arrays.fill(same, one);
            for (int count : new int[] {COUNT, COUNT / STRIPE * STRIPE}) {
              StoredVectors some = new StoredVectors(vectors, null, 0, count);
              assertThat(VECTOR.combineBfloat16(same, some, results(forms))).isEqualTo(at >= count);
            }
          }
          vectors[v] = new byte[2 * COUNT];
        }
      }
    }
  }

  @Test
  void combinationsOfManyVectorsUseTheScalarLoop() {
    LinearCombination three = LinearCombination.plain(new float[] {1, 2, 3}, 1);
    LinearCombination one = LinearCombination.ofDifferences(new float[] {1}, 1, 1);
    LinearCombination divided = LinearCombination.plain(new float[] {1, 2}, 3);
    LinearCombination empty = LinearCombination.plain(new float[] {0, 0}, 1);
    for (LinearCombination form : new LinearCombination[] {three, one, divided, empty}) {
      assertThat(VECTOR.combinesBfloat16(form)).isFalse();
    }
    LinearCombination two = LinearCombination.plain(new float[] {1, 2}, 1);
    assertThat(PLAIN.combinesBfloat16(two)).isFalse();
    assertThat(
            PLAIN.combineBfloat16(
                new LinearCombination[] {two},
                new StoredVectors(new byte[2][64], null, 0, 32),
                results(1)))
        .isFalse();
  }

  private static StoredResult[] results(int forms) {
    StoredResult[] results = new StoredResult[forms];
    Arrays.setAll(results, f -> new StoredResult(new byte[2 * COUNT], 0, null));
    return results;
  }
}
