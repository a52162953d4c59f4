package org.alphagrid.bench.merge;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.BoundMerge;
import org.alphagrid.merge.engine.Output;
import org.alphagrid.merge.engine.TensorMerger;

/**
 * Measures kernels of one thread against the plain bulk read of the same bytes, mapped and cached.
 */
final class KernelsBench {
  private static final Map<String, Double> LEAST =
      new TreeMap<>(
          Map.of(
              "linear", 0.6,
              "slerp", 0.6,
              "task_arithmetic", 0.6,
              "ties", 0.2,
              "dare_linear", 0.2,
              "dare_ties", 0.2));

  private KernelsBench() {}

  static void run(BenchParents parents, int tries) throws IOException {
    BenchOutput.say(
        "%n%-16s %8s %8s %8s %8s %10s", "kernel", "GB/s", "read", "ratio", "goal", "with scans");
    for (Map.Entry<String, Double> goal : LEAST.entrySet()) {
      List<BoundMerge> one = parents.points(goal.getKey(), 1);
      int count = BenchParents.read(one.get(0));
      TensorMerger merger = parents.merger(one);
      merger.prepare();
      List<Output> nowhere = List.of(Output.to((bytes, length) -> {}));
      double plain = Measurement.seconds(tries, () -> parents.bulkRead(count));
      double merging = Measurement.seconds(tries, () -> merge(parents, merger, nowhere));
      double whole =
          Measurement.seconds(
              tries,
              () -> {
                merger.prepare();
                merge(parents, merger, nowhere);
              });
      plain = Math.min(plain, Measurement.seconds(tries, () -> parents.bulkRead(count)));
      double gigabytes = count * parents.bytes() / 1e9;
      BenchOutput.say(
          "%-16s %8.2f %8.2f %8.2f %8s %10.2f",
          goal.getKey(),
          gigabytes / merging,
          gigabytes / plain,
          plain / merging,
          ">= " + goal.getValue(),
          plain / whole);
    }
  }

  static void merge(BenchParents parents, TensorMerger merger, List<Output> outputs)
      throws IOException {
    for (TensorEntry tensor : parents.tensors()) {
      merger.merge(tensor, outputs);
    }
  }
}
