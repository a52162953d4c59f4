package org.alphagrid.eval.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.sample.PointBenchmark;

/**
 * Estimates how many tokens a sample will have: what the same point had on the same benchmark,
 * otherwise what lies between its neighbours in alpha, otherwise a share of the token limit that
 * grows with alpha, as thinking does.
 */
public final class ExpectedLengths {
  private static final double LEAST_SHARE = 0.1;
  private static final double MOST_SHARE = 0.5;

  private final Map<PointBenchmark, Mean> byPoint = new HashMap<>();
  private final Map<String, TreeMap<Double, Mean>> byAlpha = new HashMap<>();

  private static final class Mean {
    private long samples;
    private long tokens;

    void add(long moreSamples, long moreTokens) {
      samples += moreSamples;
      tokens += moreTokens;
    }

    double value() {
      return (double) tokens / samples;
    }
  }

  /** Takes finished samples of a point on a benchmark into account. */
  public void add(ModelPlan model, String benchmark, long samples, long tokens) {
    if (samples == 0) {
      return;
    }
    byPoint.computeIfAbsent(key(model, benchmark), k -> new Mean()).add(samples, tokens);
    byAlpha
        .computeIfAbsent(benchmark, k -> new TreeMap<>())
        .computeIfAbsent(model.weightOnThink(), k -> new Mean())
        .add(samples, tokens);
  }

  /** Returns whether anything was measured on a benchmark. */
  public boolean isMeasured(String benchmark) {
    return byAlpha.containsKey(benchmark);
  }

  /** Returns the tokens expected of one sample. */
  public double of(ModelPlan model, PreparedBenchmark benchmark) {
    Mean own = byPoint.get(key(model, benchmark.name()));
    if (own != null) {
      return own.value();
    }
    TreeMap<Double, Mean> measured = byAlpha.get(benchmark.name());
    return measured == null ? before(model, benchmark) : between(measured, model.weightOnThink());
  }

  /** Returns what is expected before anything was generated. */
  static double before(ModelPlan model, PreparedBenchmark benchmark) {
    double alpha = Math.max(0, Math.min(1, model.weightOnThink()));
    return benchmark.decoding().maxTokens() * (LEAST_SHARE + (MOST_SHARE - LEAST_SHARE) * alpha);
  }

  private static double between(TreeMap<Double, Mean> measured, double alpha) {
    var below = measured.floorEntry(alpha);
    var above = measured.ceilingEntry(alpha);
    if (below == null || above == null) {
      return (below == null ? above : below).getValue().value();
    }
    double width = above.getKey() - below.getKey();
    double share = width == 0 ? 0 : (alpha - below.getKey()) / width;
    return below.getValue().value() * (1 - share) + above.getValue().value() * share;
  }

  private static PointBenchmark key(ModelPlan model, String benchmark) {
    return new PointBenchmark(model.point().id(), benchmark);
  }
}
