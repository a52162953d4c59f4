package org.alphagrid.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes sweeps of the quickstart parents, small enough for a test. */
final class QuickstartSweep {
  /** Names a grid, with the models it makes. */
  enum Grid {
    /** Makes 13 merged points and 3 parents. */
    WIDE(
        13,
        """
          - {method: linear, alpha: [0.2, 0.35, 0.5, 0.65, 0.8]}
          - {method: slerp, alpha: [0.4, 0.6]}
          - {method: ties, alpha: [0.3, 0.5, 0.7], density: [0.3]}
          - {method: dare_ties, alpha: [0.5], density: [0.3, 0.5, 0.7]}
        """),
    /** Makes 4 merged points, one of each kind, and 3 parents. */
    NARROW(
        4,
        """
          - {method: linear, alpha: [0.5]}
          - {method: slerp, alpha: [0.4]}
          - {method: ties, alpha: [0.5], density: [0.3]}
          - {method: dare_ties, alpha: [0.5], density: [0.5]}
        """);

    private final int merged;
    private final String text;

    Grid(int merged, String text) {
      this.merged = merged;
      this.text = text;
    }

    /** Returns the number of points that are merges. */
    int merged() {
      return merged;
    }

    /** Returns the number of points and parents. */
    int models() {
      return merged + 3;
    }
  }

  private static final String TEXT =
      """
      name: cluster
      parents:
        direct: %1$s/direct
        think: %1$s/think
        base: %1$s/base
      merge:
      %5$seval:
        benchmarks: [chain-sum, choice-sum]
        protocol: quickstart
        samples: %2$d
        problems: %3$d
        models: %4$s
        seed: 17
        batch: 16
        shardSamples: 24
      report: {baseline: direct, margin: 0.02}
      """;

  private QuickstartSweep() {}

  /** Returns the folder of the parents in the checkout. */
  static Path parents() {
    return Launcher.home("deploy/quickstart/parents");
  }

  /**
   * Writes a sweep file.
   *
   * @param parents folder or URI that holds direct, think and base
   * @param models {@code stored} or {@code in-memory}
   */
  static Path write(Path file, String parents, Grid grid, int samples, int problems, String models)
      throws IOException {
    return Files.writeString(file, TEXT.formatted(parents, samples, problems, models, grid.text));
  }
}
