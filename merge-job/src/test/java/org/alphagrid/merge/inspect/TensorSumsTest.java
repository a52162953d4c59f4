package org.alphagrid.merge.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TensorSumsTest {
  private static final int COUNT = 1000;

  @Test
  void agreesWithTheFormulas() {
    float[][] x = values(3);
    for (int i = 0; i < 100; i++) {
      x[1][i] = x[0][i];
    }
    TensorSums sums = new TensorSums(3, 2);
    sums.add(x, 0, COUNT);
    double distance = 0;
    double product = 0;
    double task = 0;
    double largest = 0;
    for (int i = 0; i < COUNT; i++) {
      double difference = (double) x[1][i] - x[0][i];
      distance += difference * difference;
      largest = Math.max(largest, Math.abs(difference));
      product += (double) x[0][i] * x[1][i];
      task += ((double) x[0][i] - x[2][i]) * ((double) x[1][i] - x[2][i]);
    }
    assertThat(sums.distance(0, 1)).isCloseTo(Math.sqrt(distance), offset(1e-9));
    assertThat(sums.cosine(1, 0)).isCloseTo(product / sums.norm(0) / sums.norm(1), offset(1e-12));
    assertThat(sums.taskCosine(0, 1).getAsDouble())
        .isCloseTo(task / sums.distance(0, 2) / sums.distance(1, 2), offset(1e-12));
    assertThat(sums.equalShare(0, 1)).isEqualTo(0.1);
    assertThat(sums.largestDifference(0, 1)).isEqualTo(largest);
    assertThat(sums.relativeDistance(0, 1))
        .isCloseTo(Math.sqrt(distance) / sums.norm(0), offset(1e-12));
  }

  @Test
  void partsAddUpAndNanIsCounted() {
    float[][] x = values(2);
    x[1][700] = Float.NaN;
    x[1][800] = Float.NEGATIVE_INFINITY;
    TensorSums sums = new TensorSums(2, TensorSums.NO_BASE);
    for (int first = 0; first < COUNT; first += 250) {
      float[][] part = {
        java.util.Arrays.copyOfRange(x[0], first, first + 250),
        java.util.Arrays.copyOfRange(x[1], first, first + 250)
      };
      TensorSums piece = new TensorSums(2, TensorSums.NO_BASE);
      piece.add(part, first, 250);
      sums = sums.plus(piece);
    }
    assertThat(sums.elements()).isEqualTo(COUNT);
    assertThat(sums.notFinite(0)).isZero();
    assertThat(sums.notFinite(1)).isEqualTo(2);
    assertThat(sums.firstNotFinite(1)).isEqualTo(700);
    assertThat(sums.norm(1)).isFinite();
  }

  @Test
  void cosineOfZeroTensorsIsDefined() {
    TensorSums sums = new TensorSums(2, TensorSums.NO_BASE);
    sums.add(new float[][] {new float[4], new float[4]}, 0, 4);
    assertThat(sums.cosine(0, 1)).isEqualTo(1);
    assertThat(sums.relativeDistance(0, 1)).isZero();
    TensorSums one = new TensorSums(2, TensorSums.NO_BASE);
    one.add(new float[][] {new float[] {1}, new float[] {0}}, 0, 1);
    assertThat(one.cosine(0, 1)).isZero();
  }

  @Test
  void groupsAreOrderedAndBandsCoverAllLayers() {
    Map<String, TensorSums> tensors = new java.util.TreeMap<>();
    for (int layer = 0; layer < 30; layer++) {
      tensors.put("model.layers." + layer + ".mlp.up_proj.weight", ofSize(1));
      tensors.put("model.layers." + layer + ".self_attn.q_proj.weight", ofSize(2));
    }
    tensors.put("model.embed_tokens.weight", ofSize(5));
    Statistics statistics = new Statistics(List.of("a", "b"), TensorSums.NO_BASE, tensors);
    assertThat(statistics.byRole().keySet())
        .containsExactly("embedding", "attention", "feed-forward");
    assertThat(statistics.byDepth().keySet())
        .containsExactly(
            "layers 0-3",
            "layers 4-7",
            "layers 8-11",
            "layers 12-14",
            "layers 15-18",
            "layers 19-22",
            "layers 23-26",
            "layers 27-29",
            "outside");
    assertThat(statistics.byDepth().values().stream().mapToLong(TensorSums::elements).sum())
        .isEqualTo(95);
    assertThat(statistics.lerped(0, 1).almostEverywhere()).isTrue();
  }

  private static TensorSums ofSize(int elements) {
    TensorSums sums = new TensorSums(2, TensorSums.NO_BASE);
    float[] ones = new float[elements];
    java.util.Arrays.fill(ones, 1);
    sums.add(new float[][] {ones, ones.clone()}, 0, elements);
    return sums;
  }

  private static float[][] values(int checkpoints) {
    Random random = new Random(5);
    float[][] values = new float[checkpoints][COUNT];
    for (float[] one : values) {
      for (int i = 0; i < COUNT; i++) {
        one[i] = (float) random.nextGaussian();
      }
    }
    return values;
  }
}
