package org.alphagrid.bench.merge;

import java.io.IOException;
import java.util.List;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.merge.engine.BoundMerge;
import org.alphagrid.merge.store.CheckpointMerger;

/** Measures how fast whole runs are, statistics included, with results digested and not stored. */
final class ThroughputBench {

  private ThroughputBench() {}

  static void run(BenchParents parents, int tries) throws IOException {
    BenchOutput.say(
        "%n%-10s %6s %6s %9s %14s %12s",
        "whole run", "points", "cores", "seconds", "parents MB/s", "results MB/s");
    for (String method : List.of("linear", "slerp", "ties", "dare_ties", "surgical")) {
      for (int count : new int[] {1, 11}) {
        for (int cores : new int[] {1, 2}) {
          row(parents, tries, method, count, cores);
        }
      }
    }
  }

  private static void row(BenchParents parents, int tries, String method, int count, int cores)
      throws IOException {
    List<BoundMerge> points = parents.points(method, count);
    CheckpointMerger merge = parents.stored(points, BenchParents.ONE_SHARD, cores);
    double seconds = Measurement.seconds(tries, () -> merge.rehearse(count));
    double megabytes = parents.bytes() / 1e6;
    BenchOutput.say(
        "%-10s %6d %6d %9.2f %14.0f %12.0f",
        method,
        count,
        cores,
        seconds,
        BenchParents.read(points.get(0)) * megabytes / seconds,
        count * megabytes / seconds);
  }
}
