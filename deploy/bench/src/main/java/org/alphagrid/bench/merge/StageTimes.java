package org.alphagrid.bench.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.merge.engine.ProgressListener;

/** Measures how long the stages of some runs took. */
final class StageTimes implements ProgressListener {
  private final Map<String, List<Double>> seconds = new TreeMap<>();
  private String stage;
  private long start;

  @Override
  public void begin(String name, long[] bytes) {
    stage = name;
    start = System.nanoTime();
  }

  @Override
  public void done(int piece) {}

  @Override
  public void end() {
    seconds
        .computeIfAbsent(stage, name -> new ArrayList<>())
        .add((System.nanoTime() - start) / 1e9);
  }

  /** Forgets what was only to warm up. */
  void clear() {
    seconds.clear();
  }

  /** Returns the median seconds of a stage; zero where it was not needed. */
  double median(String name) {
    List<Double> all = seconds.getOrDefault(name, List.of(0.0));
    return RatioPairs.median(all.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
