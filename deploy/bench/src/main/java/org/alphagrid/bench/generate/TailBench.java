package org.alphagrid.bench.generate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.alphagrid.eval.generate.BatchOptions;
import org.alphagrid.eval.generate.BatchStatistics;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.GenerationRequest;
import org.alphagrid.eval.generate.SharedBatcher;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.checkpoint.LocalModel;

/**
 * Measures the makespan of completions of very different lengths, against what no order of them can
 * beat.
 *
 * <p>The bound is the larger of two, both from this run. <i>Work</i>: every token at the highest
 * rate that full slots of equal rows reached, short contexts, in any arrangement of batchers; and
 * every prompt once, all batchers at work on prompts. <i>Chain</i>: a completion's tokens come one
 * after the other, each no sooner than the quickest step of a single row.
 */
final class TailBench {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final int PROMPT = 16;
  private static final int MEDIAN = 24;
  private static final int REQUESTS_PER_SLOT = 12;
  private static final int ROUNDS = 3;

  private final LocalModel model;
  private final int threads;

  TailBench(LocalModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  /**
   * Batchers over the slots.
   *
   * @param slots of each batcher
   */
  private record Arrangement(String name, Decoder decoder, int batchers, int slots) {
    int rows() {
      return batchers * slots;
    }

    SharedBatcher open() {
      return new SharedBatcher(decoder, BatchOptions.of(slots), batchers);
    }
  }

  void run(int batch) {
    int positions = PROMPT + Workload.longest(MEDIAN);
    try (Decoder wide = Decoder.open(model, DecoderOptions.of(positions, threads));
        Decoder narrow = Decoder.open(model, DecoderOptions.of(positions, 1))) {
      List<Arrangement> all = new ArrayList<>();
      all.add(new Arrangement("one batcher of %d threads".formatted(threads), wide, 1, batch));
      if (threads > 1) {
        int slots = Math.max(1, batch / threads);
        all.add(
            new Arrangement(
                "%d batchers of one thread".formatted(threads), narrow, threads, slots));
      }
      Workload workload = new Workload(wide.spec().vocabularySize(), 5);
      List<Workload.Expected> own =
          workload.skewed(batch * REQUESTS_PER_SLOT, PROMPT, MEDIAN, GREEDY);
      List<Workload.Expected> sorted = new ArrayList<>(own);
      sorted.sort(Comparator.comparingDouble(Workload.Expected::length).reversed());
      double bound = bound(all, workload, requests(own));
      for (Arrangement arrangement : all) {
        makespan(arrangement, "in their own order", requests(own), bound);
        makespan(arrangement, "longest expected first", requests(sorted), bound);
      }
    }
  }

  private static List<GenerationRequest> requests(List<Workload.Expected> expected) {
    return expected.stream().map(Workload.Expected::request).toList();
  }

  /** Seconds that no order can beat. */
  private static double bound(
      List<Arrangement> all, Workload workload, List<GenerationRequest> requests) {
    double rate = 0;
    double step = Double.MAX_VALUE;
    double prompt = Double.MAX_VALUE;
    List<TokenIds> prompts = requests.stream().map(GenerationRequest::prompt).distinct().toList();
    for (Arrangement one : all) {
      try (SharedBatcher batcher = one.open()) {
        for (int round = 0; round <= ROUNDS; round++) {
          rate =
              Math.max(
                  rate,
                  1
                      / seconds(batcher, workload.equal(one.rows(), 1, 64, GREEDY))
                      * one.rows()
                      * 64);
          step = Math.min(step, seconds(batcher, workload.equal(1, 1, 64, GREEDY)) / 64);
          double before = prefillSeconds(batcher);
          seconds(batcher, workload.equal(prompts.size(), PROMPT, 1, GREEDY));
          double each = (prefillSeconds(batcher) - before) / prompts.size() / one.batchers();
          prompt = Math.min(prompt, each);
        }
      }
    }
    var lengths = lengths(requests);
    double work = lengths.getSum() / rate;
    double chain = lengths.getMax() * step;
    GenerateBench.say(
        "bound: %,d tokens at %,.0f tokens/s %.2f s and %d prompts %.2f s; %d steps of one row %.2f s",
        lengths.getSum(),
        rate,
        work,
        prompts.size(),
        prompts.size() * prompt,
        lengths.getMax(),
        chain);
    return Math.max(work + prompts.size() * prompt, chain);
  }

  private static LongSummaryStatistics lengths(List<GenerationRequest> requests) {
    return requests.stream().mapToLong(r -> r.decoding().maxTokens()).summaryStatistics();
  }

  private static double seconds(SharedBatcher batcher, List<GenerationRequest> requests) {
    long start = System.nanoTime();
    batcher.run(requests, GenerateBench::requireDone);
    return (System.nanoTime() - start) / 1e9;
  }

  private static double prefillSeconds(SharedBatcher batcher) {
    return batcher.statistics().stream().mapToDouble(BatchStatistics::prefillSeconds).sum();
  }

  private static void makespan(
      Arrangement arrangement, String order, List<GenerationRequest> requests, double bound) {
    double best = Double.MAX_VALUE;
    double rows = 0;
    for (int round = 0; round < ROUNDS; round++) {
      // A new one each time, so that no prompt is found computed.
      try (SharedBatcher batcher = arrangement.open()) {
        best = Math.min(best, seconds(batcher, requests));
        long steps = batcher.statistics().stream().mapToLong(BatchStatistics::steps).sum();
        rows = (double) lengths(requests).getSum() / steps;
      }
    }
    var lengths = lengths(requests);
    GenerateBench.say(
        "%d completions of %d to %d tokens, %s of %d rows, %s: %.2f s, bound %.2f s, ratio %.2f; %.1f rows a step",
        requests.size(),
        lengths.getMin(),
        lengths.getMax(),
        arrangement.name(),
        arrangement.slots(),
        order,
        best,
        bound,
        best / bound,
        rows);
  }
}
