package org.alphagrid.bench.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alphagrid.eval.generate.BatchStatistics;
import org.alphagrid.eval.generate.ContinuousBatcher;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.GenerationRequest;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.checkpoint.LocalModel;

/**
 * Compares the same cores as one batcher with all threads, and as batchers of one thread each over
 * one set of weights: what the eval job chooses between.
 */
final class BatchersBench {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final int PROMPT = 32;
  private static final int LENGTH = 129;
  private static final int ROUNDS = 3;

  private final LocalModel model;
  private final int threads;

  BatchersBench(LocalModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  /** Prints the ways and returns the most tokens per second of them. */
  double run(int batch) throws InterruptedException {
    double one;
    double several;
    double wide;
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(PROMPT + LENGTH, threads))) {
      one = tokensPerSecond(decoder, 1, batch);
    }
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(PROMPT + LENGTH, 1))) {
      several = tokensPerSecond(decoder, threads, Math.max(1, batch / threads));
      wide = tokensPerSecond(decoder, threads, batch);
    }
    GenerateBench.say(
        "batch %d: one batcher of %d threads %.0f tokens/s; %d of one thread %.0f tokens/s (%.2f of it), with %d rows each %.0f tokens/s (%.2f of it)",
        batch, threads, one, threads, several, several / one, batch, wide, wide / one);
    return Math.max(one, Math.max(several, wide));
  }

  /** Tokens decoded per second of wall time, prefill left out of it; the best of some rounds. */
  private double tokensPerSecond(Decoder decoder, int batchers, int batch)
      throws InterruptedException {
    ExecutorService tasks = Executors.newFixedThreadPool(batchers);
    List<ContinuousBatcher> all = new ArrayList<>();
    try {
      for (int i = 0; i < batchers; i++) {
        all.add(new ContinuousBatcher(decoder, batch));
      }
      double best = 0;
      for (int round = 0; round <= ROUNDS; round++) {
        List<Future<Double>> rates = new ArrayList<>();
        for (ContinuousBatcher batcher : all) {
          rates.add(tasks.submit(() -> rate(batcher, decoder, batch)));
        }
        double sum = 0;
        for (Future<Double> rate : rates) {
          sum += rate.get();
        }
        best = Math.max(best, sum);
      }
      return best;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot measure: " + e.getCause(), e.getCause());
    } finally {
      tasks.shutdown();
      all.forEach(ContinuousBatcher::close);
    }
  }

  private static double rate(ContinuousBatcher batcher, Decoder decoder, int batch) {
    List<GenerationRequest> requests =
        new Workload(decoder.spec().vocabularySize(), 6).equal(batch, PROMPT, LENGTH, GREEDY);
    BatchStatistics statistics = batcher.statistics();
    double seconds = statistics.totalSeconds() - statistics.prefillSeconds();
    long rows = statistics.rows();
    batcher.run(requests.iterator(), GenerateBench::requireDone);
    return (statistics.rows() - rows)
        / (statistics.totalSeconds() - statistics.prefillSeconds() - seconds);
  }
}
