package org.alphagrid.generatebench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.alphagrid.checkpoint.LocalModel;
import org.alphagrid.generate.BatchStatistics;
import org.alphagrid.generate.ContinuousBatcher;
import org.alphagrid.generate.Decoder;
import org.alphagrid.generate.DecoderOptions;
import org.alphagrid.generate.EngineLimits;
import org.alphagrid.generate.GenerationRequest;
import org.alphagrid.protocol.Decoding;

/** Decoding and prefill at context 128, greedy, each against the limit that holds it back. */
final class DecodeBench {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final int PROMPT = 112;
  private static final int LENGTH = 33;
  private static final int LONG_PROMPT = 385;
  private static final int ROUNDS = 3;

  private final LocalModel model;
  private final ModelSize size;
  private final int threads;
  private final int[] matrix;

  /**
   * @param matrix inner and outer size of the weight that the engine's limit is measured with
   */
  DecodeBench(LocalModel model, ModelSize size, int threads, int[] matrix) {
    this.matrix = matrix;
    this.model = model;
    this.size = size;
    this.threads = threads;
  }

  void run(List<Integer> batches) throws InterruptedException {
    double plainRead = MemoryRate.bytesPerSecond(threads);
    double bytesPerSecond;
    double[] rates = new double[batches.size() + 1];
    try (EngineLimits limits =
        new EngineLimits(matrix[0], matrix[1], DecoderOptions.of(1, threads))) {
      // A product with one row reads every weight once and does little else.
      double engineRead = limits.matrixRate(1) / 2 * Float.BYTES;
      bytesPerSecond = Math.max(plainRead, engineRead);
      GenerateBench.say(
          "memory read: %.1f GB/s by a plain loop, %.1f GB/s by a matrix product of one row",
          plainRead / 1e9, engineRead / 1e9);
      for (int i = 0; i < batches.size(); i++) {
        rates[i] = limits.matrixRate(batches.get(i));
        GenerateBench.say(
            "matrix product of %d rows: %.0f GFLOP/s", batches.get(i), rates[i] / 1e9);
      }
      rates[batches.size()] = limits.matrixRate(128);
      GenerateBench.say("matrix product of 128 rows: %.0f GFLOP/s", rates[batches.size()] / 1e9);
    }
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(512, threads))) {
      for (int i = 0; i < batches.size(); i++) {
        decode(decoder, batches.get(i), bytesPerSecond, rates[i]);
      }
      prefill(decoder, 129, rates[batches.size()]);
      if (decoder.positions() > LONG_PROMPT) {
        prefill(decoder, LONG_PROMPT, rates[batches.size()]);
      }
    }
  }

  private void decode(Decoder decoder, int batch, double bytesPerSecond, double matrixRate) {
    List<GenerationRequest> requests =
        new Workload(size.spec().vocabularySize(), 1).equal(batch, PROMPT, LENGTH, GREEDY);
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, batch)) {
      double best = Double.MAX_VALUE;
      double engine = 0;
      long allocated = 0;
      for (int round = 0; round <= ROUNDS; round++) {
        BatchStatistics statistics = batcher.statistics();
        double before = statistics.totalSeconds() - statistics.prefillSeconds();
        double engineBefore = statistics.stepSeconds();
        long stepsBefore = statistics.steps();
        long bytesBefore = allocated();
        batcher.run(requests.iterator(), GenerateBench::requireDone);
        long steps = statistics.steps() - stepsBefore;
        double seconds = (statistics.totalSeconds() - statistics.prefillSeconds() - before) / steps;
        if (seconds < best) {
          best = seconds;
          engine = (statistics.stepSeconds() - engineBefore) / steps;
          allocated = (allocated() - bytesBefore) / steps;
        }
      }
      GenerateBench.say(
          "decode batch %d: %.2f ms a step, %.1f tokens/s; %.2f of the memory rate, %.2f of the matrix rate; Java %.1f %% of a step, %,d bytes allocated a step",
          batch,
          best * 1e3,
          batch / best,
          size.stepBytes() / best / bytesPerSecond,
          2.0 * size.decodeMultiplications() * batch / best / matrixRate,
          100 * (1 - engine / best),
          allocated);
    }
  }

  private void prefill(Decoder decoder, int prompt, double matrixRate) {
    Workload workload = new Workload(size.spec().vocabularySize(), 2);
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 1)) {
      double best = Double.MAX_VALUE;
      for (int round = 0; round <= ROUNDS; round++) {
        double before = batcher.statistics().prefillSeconds();
        batcher.run(workload.equal(1, prompt, 1, GREEDY).iterator(), GenerateBench::requireDone);
        best = Math.min(best, batcher.statistics().prefillSeconds() - before);
      }
      double rate = (prompt - 1) / best;
      GenerateBench.say(
          "prefill of %d tokens: %.0f tokens/s; %.2f of the matrix rate",
          prompt - 1, rate, 2 * size.prefillMultiplications() * rate / matrixRate);
    }
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
