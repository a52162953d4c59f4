package org.alphagrid.report.pareto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HypervolumeTest {

  @Test
  void twoPointsDominateAStaircase() {
    // 0.5 from 20 to 60 and 0.9 from 60 to 100.
    assertThat(Hypervolume.of(new double[] {0.9, 0.5}, new double[] {60, 20}, 100))
        .isCloseTo(0.5 * 0.4 + 0.9 * 0.4, within(1e-12));
  }

  @Test
  void pointBeyondTheReferenceAddsNothing() {
    assertThat(Hypervolume.of(new double[] {1}, new double[] {101}, 100)).isZero();
  }

  @Test
  void agreesWithCountingDominatedCells() {
    Random random = new Random(7);
    for (int repeat = 0; repeat < 50; repeat++) {
      double[] accuracies = random.ints(6, 0, 21).mapToDouble(i -> i / 20.0).toArray();
      double[] tokens = random.ints(6, 0, 26).mapToDouble(i -> i).toArray();
      assertThat(Hypervolume.of(accuracies, tokens, 20))
          .isCloseTo(dominatedCells(accuracies, tokens), within(1e-12));
    }
  }

  @Test
  void referenceOfZeroIsRefused() {
    assertThatThrownBy(() -> Hypervolume.of(new double[1], new double[1], 0))
        .hasMessage(
            "Invalid hypervolume: reference 0.0 (must be more than 0), 1 accuracies, 1 tokens");
  }

  /** Of 20 x 20 cells, by their centres. */
  private static double dominatedCells(double[] accuracies, double[] tokens) {
    int cells = 0;
    for (int x = 0; x < 20; x++) {
      for (int y = 0; y < 20; y++) {
        boolean dominated = false;
        for (int i = 0; i < tokens.length; i++) {
          dominated |= tokens[i] < x + 0.5 && accuracies[i] > (y + 0.5) / 20;
        }
        cells += dominated ? 1 : 0;
      }
    }
    return cells / 400.0;
  }
}
