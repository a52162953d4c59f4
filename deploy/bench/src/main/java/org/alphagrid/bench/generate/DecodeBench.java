package org.alphagrid.bench.generate;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.alphagrid.eval.generate.BatchStatistics;
import org.alphagrid.eval.generate.ContinuousBatcher;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.GenerationRequest;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.ort.EngineLimits;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.checkpoint.LocalModel;

/**
 * Measures greedy decoding and prefill at context 128, each against the limit that holds it back.
 */
final class DecodeBench {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final int PROMPT = 112;
  private static final int LENGTH = 33;
  private static final int LONG_PROMPT = 385;
  private static final int ROUNDS = 5;

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
    try (EngineLimits limits =
            new EngineLimits(matrix[0], matrix[1], DecoderOptions.of(1, threads));
        Decoder decoder = Decoder.open(model, DecoderOptions.of(512, threads))) {
      for (int batch : batches) {
        decode(decoder, batch, limits);
      }
      prefill(decoder, 129, limits);
      if (decoder.positions() > LONG_PROMPT) {
        prefill(decoder, LONG_PROMPT, limits);
      }
    }
  }

  /**
   * Returns the rate of the faster of a plain loop and a product with one row, which reads every
   * weight once and does little else.
   */
  private double bytesPerSecond(EngineLimits limits) throws InterruptedException {
    return Math.max(MemoryRate.bytesPerSecond(threads), limits.matrixRate(1) / 2 * Float.BYTES);
  }

  /**
   * Compares each round with limits measured right before it, because machines change their speed.
   */
  private void decode(Decoder decoder, int batch, EngineLimits limits) throws InterruptedException {
    List<GenerationRequest> requests =
        new Workload(size.spec().vocabularySize(), 1).equal(batch, PROMPT, LENGTH, GREEDY);
    Rounds ofMemory = new Rounds();
    Rounds ofMatrix = new Rounds();
    Rounds perSecond = new Rounds();
    Rounds bytesRates = new Rounds();
    Rounds matrixRates = new Rounds();
    Rounds java = new Rounds();
    long allocated = 0;
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, batch)) {
      BatchStatistics statistics = batcher.statistics();
      batcher.run(requests.iterator(), GenerateBench::requireDone);
      for (int round = 0; round < ROUNDS; round++) {
        double bytesPerSecond = bytesPerSecond(limits);
        double matrixRate = limits.matrixRate(batch);
        double before = statistics.totalSeconds() - statistics.prefillSeconds();
        double engineBefore = statistics.stepSeconds();
        long stepsBefore = statistics.steps();
        long bytesBefore = allocated();
        batcher.run(requests.iterator(), GenerateBench::requireDone);
        long steps = statistics.steps() - stepsBefore;
        double all = statistics.totalSeconds() - statistics.prefillSeconds() - before;
        double step = all / steps;
        allocated = (allocated() - bytesBefore) / steps;
        perSecond.add(batch / step);
        bytesRates.add(bytesPerSecond);
        matrixRates.add(matrixRate);
        ofMemory.add(size.stepBytes() / step / bytesPerSecond);
        ofMatrix.add(2.0 * size.decodeMultiplications() * batch / step / matrixRate);
        java.add(1 - (statistics.stepSeconds() - engineBefore) / all);
      }
    }
    GenerateBench.say(
        "decode batch %d: %.2f ms a step, %.1f tokens/s; %s of the memory rate (%.1f GB/s), %s of the matrix rate (%.0f GFLOP/s); Java %.1f %% of a step, %,d bytes allocated a step",
        batch,
        1e3 * batch / perSecond.median(),
        perSecond.median(),
        ofMemory,
        bytesRates.median() / 1e9,
        ofMatrix,
        matrixRates.median() / 1e9,
        100 * java.median(),
        allocated);
  }

  private void prefill(Decoder decoder, int prompt, EngineLimits limits) {
    Workload workload = new Workload(size.spec().vocabularySize(), 2);
    Rounds ofMatrix = new Rounds();
    Rounds perSecond = new Rounds();
    Rounds matrixRates = new Rounds();
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, 1)) {
      for (int round = 0; round <= ROUNDS; round++) {
        double matrixRate = limits.matrixRate(128);
        double before = batcher.statistics().prefillSeconds();
        batcher.run(workload.equal(1, prompt, 1, GREEDY).iterator(), GenerateBench::requireDone);
        double rate = (prompt - 1) / (batcher.statistics().prefillSeconds() - before);
        if (round > 0) {
          perSecond.add(rate);
          matrixRates.add(matrixRate);
          ofMatrix.add(2 * size.prefillMultiplications() * rate / matrixRate);
        }
      }
    }
    GenerateBench.say(
        "prefill of %d tokens: %.0f tokens/s; %s of the matrix rate of 128 rows (%.0f GFLOP/s)",
        prompt - 1, perSecond.median(), ofMatrix, matrixRates.median() / 1e9);
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
