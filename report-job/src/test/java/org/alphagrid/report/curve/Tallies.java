package org.alphagrid.report.curve;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Short ways to write points and tallies in tests. */
public final class Tallies {
  private Tallies() {}

  /** A tally of samples that all closed their thought, if they had one, and answered. */
  public static ProblemTally tally(
      String model, String benchmark, String problem, int samples, double score, long tokens) {
    OutcomeCounts outcomes = new OutcomeCounts(samples, samples, 0, 0, 0, 0);
    return new ProblemTally(
        model, benchmark, problem, samples, score, tokens, tokens - samples, samples, outcomes);
  }

  /** A blend that is its own model. */
  public static SweepPoint blend(String method, String alpha) {
    String id = method + "/alpha=" + alpha;
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("alpha", alpha);
    return new SweepPoint(id, method, Optional.of(new BigDecimal(alpha)), id, parameters);
  }

  /** A parent; its role gives its alpha. */
  public static SweepPoint parent(String role) {
    Optional<BigDecimal> alpha =
        switch (role) {
          case "direct" -> Optional.of(BigDecimal.ZERO);
          case "think" -> Optional.of(BigDecimal.ONE);
          default -> Optional.empty();
        };
    String id = "parent/" + role;
    return new SweepPoint(id, SweepPoint.PARENT, alpha, id, new TreeMap<>());
  }
}
