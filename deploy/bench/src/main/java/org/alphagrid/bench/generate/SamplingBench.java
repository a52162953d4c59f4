package org.alphagrid.bench.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import org.alphagrid.eval.generate.BatchStatistics;
import org.alphagrid.eval.generate.ContinuousBatcher;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.checkpoint.LocalModel;

/** Measures what drawing tokens costs beside the engine's steps, by kind of decoding. */
final class SamplingBench {
  private static final Map<String, Decoding> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("greedy", new Decoding(0, 0, 1, 0, 1));
    KINDS.put("temperature", new Decoding(0.6, 0, 1, 0, 1));
    KINDS.put("top-p", new Decoding(0.6, 0, 0.95, 0, 1));
    KINDS.put("top-k, top-p", new Decoding(0.6, 20, 0.95, 0, 1));
    KINDS.put("top-k, top-p, min-p", new Decoding(0.6, 20, 0.95, 0.05, 1));
  }

  private static final int ROUNDS = 3;

  private final LocalModel model;
  private final int threads;

  SamplingBench(LocalModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  void run(int batch) {
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(128, threads))) {
      Workload workload = new Workload(decoder.spec().vocabularySize(), 3);
      KINDS.forEach(
          (name, decoding) -> {
            try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, batch)) {
              var requests = workload.equal(batch, 2, 24, decoding);
              BatchStatistics statistics = batcher.statistics();
              double best = 1;
              double perToken = 0;
              for (int round = 0; round <= ROUNDS; round++) {
                double total = statistics.totalSeconds();
                double java = java(statistics);
                long rows = statistics.rows();
                batcher.run(requests.iterator(), GenerateBench::requireDone);
                java = java(statistics) - java;
                double share = java / (statistics.totalSeconds() - total);
                // The first round's code is not compiled yet.
                if (round > 0 && share < best) {
                  best = share;
                  perToken = java / (statistics.rows() - rows);
                }
              }
              GenerateBench.say(
                  "%s, batch %d: %.3f ms a token in Java, %.1f %% of the time",
                  name, batch, 1e3 * perToken, 100 * best);
            }
          });
    }
  }

  /** Seconds outside the engine. */
  private static double java(BatchStatistics statistics) {
    return statistics.totalSeconds() - statistics.stepSeconds() - statistics.prefillSeconds();
  }
}
