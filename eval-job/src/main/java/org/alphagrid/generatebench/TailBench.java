package org.alphagrid.generatebench;

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
    int positions = PROMPT + MEDIAN * 32;
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(positions, threads))) {
      Workload workload = new Workload(decoder.spec().vocabularySize(), 5);
      double stepSeconds = secondsPerFullStep(decoder, workload, batch);
      List<GenerationRequest> requests =
          workload.skewed(batch * REQUESTS_PER_SLOT, PROMPT, MEDIAN, GREEDY);
      long tokens = requests.stream().mapToLong(r -> r.decoding().maxTokens()).sum();
      long longest = requests.stream().mapToLong(r -> r.decoding().maxTokens()).max().orElse(0);
      double ideal = Math.max((double) tokens / batch, longest) * stepSeconds;
      try (ContinuousBatcher batcher = new ContinuousBatcher(decoder, batch)) {
        batcher.run(requests.iterator(), GenerateBench::requireDone);
        double makespan = batcher.statistics().totalSeconds();
        GenerateBench.say(
            "%d completions of 1 to %d tokens over %d slots: %.1f s, ideal %.1f s, ratio %.2f",
            requests.size(), longest, batch, makespan, ideal, makespan / ideal);
      }
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
