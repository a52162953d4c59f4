package org.alphagrid.generatebench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.alphagrid.checkpoint.LocalModel;
import org.alphagrid.generate.BatchStatistics;
import org.alphagrid.generate.ContinuousBatcher;
import org.alphagrid.generate.Decoder;
import org.alphagrid.generate.DecoderOptions;
import org.alphagrid.generate.GenerationRequest;
import org.alphagrid.protocol.Decoding;

/** Makespan of completions of very different lengths, against slots that never stand empty. */
final class TailBench {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final int PROMPT = 16;
  private static final int MEDIAN = 24;
  private static final int REQUESTS_PER_SLOT = 12;

  private final LocalModel model;
  private final int threads;

  TailBench(LocalModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  void run(int batch) {
    int positions = PROMPT + Workload.longest(MEDIAN);
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(positions, threads))) {
      Workload workload = new Workload(decoder.spec().vocabularySize(), 5);
      double stepSeconds = secondsPerFullStep(decoder, workload, batch);
      List<Workload.Expected> all =
          workload.skewed(batch * REQUESTS_PER_SLOT, PROMPT, MEDIAN, GREEDY);
      makespan(decoder, batch, "in their own order", all, stepSeconds);
      List<Workload.Expected> sorted = new ArrayList<>(all);
      sorted.sort(Comparator.comparingDouble(Workload.Expected::length).reversed());
      makespan(decoder, batch, "longest expected first", sorted, stepSeconds);
    }
  }

  private static void makespan(
      Decoder decoder, int batch, String order, List<Workload.Expected> all, double stepSeconds) {
    List<GenerationRequest> requests = all.stream().map(Workload.Expected::request).toList();
    var lengths = requests.stream().mapToLong(r -> r.decoding().maxTokens()).summaryStatistics();
    double ideal = Math.max((double) lengths.getSum() / batch, lengths.getMax()) * stepSeconds;
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, batch)) {
      batcher.run(requests.iterator(), GenerateBench::requireDone);
      double makespan = batcher.statistics().totalSeconds();
      GenerateBench.say(
          "%d completions of %d to %d tokens over %d slots, %s: %.1f s, ideal %.1f s, ratio %.2f",
          requests.size(),
          lengths.getMin(),
          lengths.getMax(),
          batch,
          order,
          makespan,
          ideal,
          makespan / ideal);
    }
  }

  private static double secondsPerFullStep(Decoder decoder, Workload workload, int batch) {
    try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, batch)) {
      var requests = workload.equal(batch, PROMPT, 2 * MEDIAN, GREEDY);
      batcher.run(requests.iterator(), GenerateBench::requireDone);
      batcher.run(requests.iterator(), GenerateBench::requireDone);
      BatchStatistics statistics = batcher.statistics();
      return (statistics.totalSeconds() - statistics.prefillSeconds()) / statistics.steps();
    }
  }
}
