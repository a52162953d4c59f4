package org.alphagrid.bench.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.eval.generate.BatchStatistics;
import org.alphagrid.eval.generate.ContinuousBatcher;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.protocol.Decoding;
import org.alphagrid.merge.checkpoint.LocalModel;

/** Prints where the time of a step goes: the engine's own profile, by operator. */
final class ProfileBench {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 1);
  private static final int STEPS = 32;
  private static final double LEAST_SHARE = 0.001;

  private final LocalModel model;
  private final int threads;

  ProfileBench(LocalModel model, int threads) {
    this.model = model;
    this.threads = threads;
  }

  /** Holds what one kind of operator took. */
  private static final class Share {
    private long runs;
    private double seconds;
  }

  void run(int batch) throws IOException {
    Path folder = Files.createTempDirectory("alphagrid-profile");
    Path written = null;
    try {
      DecoderOptions options = DecoderOptions.of(128, threads).withProfile(folder.resolve("step"));
      BatchStatistics statistics;
      try (Decoder decoder = Decoder.open(model, options);
          ContinuousBatcher batcher = new ContinuousBatcher(decoder, batch)) {
        // One token of prompt has nothing to prefill, so that only joint steps are seen.
        Workload workload = new Workload(decoder.spec().vocabularySize(), 4);
        batcher.run(workload.equal(batch, 1, STEPS, GREEDY).iterator(), GenerateBench::requireDone);
        statistics = batcher.statistics();
        written = decoder.endProfile();
      }
      say(batch, statistics, read(written));
    } finally {
      if (written != null) {
        Files.deleteIfExists(written);
      }
      Files.deleteIfExists(folder);
    }
  }

  private static Map<String, Share> read(Path profile) throws IOException {
    Map<String, Share> shares = new TreeMap<>();
    for (JsonNode event : new ObjectMapper().readTree(profile.toFile())) {
      String operator = event.path("args").path("op_name").asText();
      if (event.path("name").asText().endsWith("_kernel_time")) {
        Share share = shares.computeIfAbsent(operator, name -> new Share());
        share.runs++;
        share.seconds += event.path("dur").asDouble() / 1e6;
      }
    }
    return shares;
  }

  private static void say(int batch, BatchStatistics statistics, Map<String, Share> shares) {
    double total = statistics.totalSeconds();
    double operators = shares.values().stream().mapToDouble(share -> share.seconds).sum();
    GenerateBench.say(
        "profile of %d steps, batch %d, profiling included: %.2f ms a step",
        statistics.steps(), batch, 1e3 * total / statistics.steps());
    List<String> names = new ArrayList<>(shares.keySet());
    names.sort(Comparator.comparingDouble(name -> -shares.get(name).seconds));
    for (String name : names) {
      Share share = shares.get(name);
      if (share.seconds / total >= LEAST_SHARE) {
        row(name, share.runs / statistics.steps(), share.seconds, total);
      }
    }
    row("between operators", 1, statistics.stepSeconds() - operators, total);
    row("Java", 1, total - statistics.stepSeconds(), total);
  }

  private static void row(String name, long runs, double seconds, double total) {
    GenerateBench.say("    %-28s %4d a step %6.1f %%", name, runs, 100 * seconds / total);
  }
}
