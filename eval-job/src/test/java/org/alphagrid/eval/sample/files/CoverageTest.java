package org.alphagrid.eval.sample.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CoverageTest {
  @Test
  void nothingPublishedIsCutIntoFilesOfAboutTheAskedSize() {
    assertThat(new Coverage(100, 4, List.of()).missing(160))
        .containsExactly(
            new SampleRange(0, 40, 0, 4),
            new SampleRange(40, 80, 0, 4),
            new SampleRange(80, 100, 0, 4));
  }

  @Test
  void everythingPublishedLeavesNothing() {
    assertThat(new Coverage(100, 4, List.of(new SampleRange(0, 100, 0, 4))).missing(160)).isEmpty();
    assertThat(new Coverage(50, 2, List.of(new SampleRange(0, 100, 0, 4))).missing(160)).isEmpty();
  }

  @Test
  void moreSamplesAddOnlyTheNewOnes() {
    assertThat(new Coverage(100, 8, List.of(new SampleRange(0, 100, 0, 4))).missing(1000))
        .containsExactly(new SampleRange(0, 100, 4, 8));
  }

  @Test
  void moreProblemsAddOnlyTheNewOnes() {
    assertThat(new Coverage(200, 4, List.of(new SampleRange(0, 70, 0, 4))).missing(1000))
        .containsExactly(new SampleRange(70, 200, 0, 4));
  }

  @Test
  void missingAndPublishedCellsTileThePlane() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      int problems = 1 + random.nextInt(30);
      int samples = 1 + random.nextInt(9);
      List<SampleRange> published = new ArrayList<>();
      for (int i = random.nextInt(6); i > 0; i--) {
        int p = random.nextInt(problems);
        int s = random.nextInt(samples);
        published.add(new SampleRange(p, p + 1 + random.nextInt(10), s, s + 1 + random.nextInt(4)));
      }
      int[][] count = new int[problems][samples];
      for (SampleRange cells : published) {
        mark(cells, count, true);
      }
      for (SampleRange cells :
          new Coverage(problems, samples, published).missing(1 + random.nextInt(40))) {
        mark(cells, count, false);
      }
      for (int[] row : count) {
        assertThat(row).containsOnly(1);
      }
    }
  }

  /** Published cells may overlap, missing ones may not meet anything. */
  private static void mark(SampleRange cells, int[][] count, boolean mayOverlap) {
    for (int p = cells.firstProblem(); p < Math.min(count.length, cells.endProblem()); p++) {
      for (int s = cells.firstSample(); s < Math.min(count[0].length, cells.endSample()); s++) {
        count[p][s] = mayOverlap ? 1 : count[p][s] + 1;
      }
    }
  }
}
