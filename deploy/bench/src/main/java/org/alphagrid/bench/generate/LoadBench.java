package org.alphagrid.bench.generate;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.alphagrid.bench.ProcessMemory;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.eval.generate.ContinuousBatcher;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.ort.EngineWeights;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.ModelMerger;
import org.alphagrid.merge.engine.ParentStatistics;
import org.alphagrid.merge.grid.Grid;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Measures time and memory from files, or from parents merged in memory, to the first token. */
final class LoadBench {
  private static final double MEGA = 1 << 20;
  private static final int ROUNDS = 2;
  private static final ConfigNode MIDDLE =
      ConfigNode.parse("bench", "merge: [{method: linear, alpha: [0.5]}]").required("merge");
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);

  private final Path direct;
  private final Path think;
  private final ModelSize size;
  private final int threads;

  LoadBench(Path direct, Path think, ModelSize size, int threads) {
    this.direct = direct;
    this.think = think;
    this.size = size;
    this.threads = threads;
  }

  void run() throws IOException {
    for (boolean prepacking : new boolean[] {true, false}) {
      DecoderOptions options = new DecoderOptions(256, threads, prepacking);
      double stored = measure("stored, prepacking " + prepacking, () -> stored(options));
      double merged = measure("in memory, prepacking " + prepacking, () -> merged(options));
      GenerateBench.say("in memory / stored: %.2f", merged / stored);
    }
  }

  private double measure(String what, Callable<Decoder> load) throws IOException {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      collect();
      long before = ProcessMemory.anonymous();
      MemoryPeak peak = new MemoryPeak();
      long start = System.nanoTime();
      double seconds;
      long after;
      try (Decoder decoder = load.call()) {
        firstToken(decoder);
        seconds = (System.nanoTime() - start) / 1e9;
        after = ProcessMemory.anonymous();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException("Cannot load " + what + ": " + e.getMessage(), e);
      } finally {
        peak.close();
      }
      long most = peak.all();
      long heap = peak.heap();
      collect();
      GenerateBench.say(
          "%s: first token after %.2f s; %.0f MiB more when loaded, %.0f at the peak (%.2f of the weights in float32; anonymous %.0f, pages of files %.0f; Java heap grew by %.0f), %.0f after closing",
          what,
          seconds,
          (after - before) / MEGA,
          most / MEGA,
          (double) most / size.computeBytes(),
          peak.anonymous() / MEGA,
          peak.files() / MEGA,
          heap / MEGA,
          (ProcessMemory.anonymous() - before) / MEGA);
      best = Math.min(best, seconds);
    }
    return best;
  }

  /** Buffers outside the heap are given back by a thread of their own, after a collection. */
  private static void collect() {
    System.gc();
    try {
      Thread.sleep(200);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void firstToken(Decoder decoder) {
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 1)) {
      batcher.run(
          new Workload(size.spec().vocabularySize(), 4).equal(1, 2, 1, GREEDY).iterator(),
          GenerateBench::requireDone);
    }
  }

  private Decoder stored(DecoderOptions options) throws IOException {
    try (Checkpoint checkpoint = Checkpoint.open(direct)) {
      return Decoder.open(checkpoint.local(), options);
    }
  }

  private Decoder merged(DecoderOptions options) throws IOException {
    Map<ParentRole, Path> parents = Map.of(ParentRole.DIRECT, direct, ParentRole.THINK, think);
    try (ParentSet set = ParentSet.openUnmapped(parents, ParentRole.DIRECT);
        EngineWeights weights = new EngineWeights(options)) {
      MergePoint point =
          Grid.expand(MIDDLE, parents.keySet(), LoadBench::noConfiguration).stream()
              .filter(GridPoint::isMerged)
              .map(MergePoint.class::cast)
              .findFirst()
              .orElseThrow();
      ModelMerger.merge(set, point, DType.BF16, weights, threads, new ParentStatistics());
      LocalModel model = weights.model(point.id(), set.donor().config());
      return Decoder.open(model, weights, options);
    }
  }

  private static MergePoint noConfiguration(ConfigNode item) {
    throw item.invalid("a method");
  }
}
