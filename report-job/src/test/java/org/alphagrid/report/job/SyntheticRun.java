package org.alphagrid.report.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.alphagrid.report.table.SampleShard;
import org.alphagrid.report.table.SampleShard.Sample;

/**
 * A run directory whose models behave like the quickstart's: somewhere along alpha they begin to
 * think, and then use more tokens and score higher.
 */
final class SyntheticRun {
  private static final List<String> BENCHMARKS = List.of("chain-sum", "signed-sum", "choice-sum");
  private static final int SAMPLES = 4;

  private final List<String> points = new ArrayList<>();
  private final List<String> models = new ArrayList<>();
  private final int problems;

  private SyntheticRun(int problems) {
    this.problems = problems;
    parent("direct", "\"0\"");
    parent("think", "\"1\"");
    parent("base", "null");
    for (int step = 0; step <= 20; step++) {
      blend("linear", step / 20.0);
    }
    for (double alpha : new double[] {0, 0.3, 0.5, 0.7, 1}) {
      blend("slerp", alpha);
    }
  }

  /** Writes {@code sweep.yaml} and one shard per model: 27 models times 3 benchmarks times 4. */
  static void write(Path run, int problems) throws IOException {
    SyntheticRun synthetic = new SyntheticRun(problems);
    Files.createDirectories(run.resolve("samples"));
    Files.writeString(run.resolve("sweep.yaml"), synthetic.sweep(), UTF_8);
    for (String model : synthetic.models) {
      synthetic.writeShard(run, model);
    }
  }

  private void parent(String role, String alpha) {
    String id = "parent/" + role;
    points.add(
        "{id: %s, method: parent, alpha: %s, model: %s, parameters: {}}".formatted(id, alpha, id));
    models.add(id);
  }

  private void blend(String method, double alpha) {
    String text = String.format(Locale.ROOT, "%.2f", alpha);
    String id = method + "/alpha=" + text;
    String model = alpha == 0 ? "parent/direct" : alpha == 1 ? "parent/think" : id;
    points.add(
        "{id: %s, method: %s, alpha: \"%s\", model: %s, parameters: {alpha: \"%s\"}}"
            .formatted(id, method, text, model, text));
    if (model.equals(id)) {
      models.add(id);
    }
  }

  private String sweep() {
    return """
        name: quickstart
        parents:
          direct: {path: deploy/quickstart/parents/direct, digest: "sha256:6b1f%060d"}
          think: {path: deploy/quickstart/parents/think, digest: "sha256:09ac%060d"}
          base: {path: deploy/quickstart/parents/base, digest: "sha256:e4d2%060d"}
        points:
          - %s
        eval: {benchmarks: [%s], protocol: quickstart, samples: %d, seed: 17}
        report: {baseline: direct, margin: 0.02}
        """
        .formatted(1, 2, 3, String.join("\n  - ", points), String.join(", ", BENCHMARKS), SAMPLES);
  }

  private void writeShard(Path run, String model) {
    SampleShard shard = new SampleShard();
    for (String benchmark : BENCHMARKS) {
      for (int problem = 0; problem < problems; problem++) {
        for (int sample = 0; sample < SAMPLES; sample++) {
          add(shard, model, benchmark, problem, sample);
        }
      }
    }
    String name = "shard-" + model.replace('/', '-') + ".parquet";
    shard.write(run.resolve("samples").resolve(name));
  }

  private static void add(
      SampleShard shard, String model, String benchmark, int problem, int sample) {
    SplittableRandom random =
        new SplittableRandom((model + benchmark + problem + "/" + sample).hashCode());
    double difficulty =
        new SplittableRandom((benchmark + problem).hashCode()).nextDouble()
            - BENCHMARKS.indexOf(benchmark) * 0.08;
    double alpha = alpha(model);
    boolean thinks = random.nextDouble() < 1 / (1 + Math.exp(-(alpha - 0.52) * 22));
    double skill = thinks ? 0.55 + 0.5 * alpha : 0.3 - 0.15 * alpha;
    double score = random.nextDouble() < skill - 0.25 * difficulty ? 1 : 0;
    int thinking = thinks ? (int) (28 + 30 * alpha + 20 * difficulty + random.nextInt(9)) : 0;
    boolean truncated = thinks && random.nextDouble() < 0.02;
    shard.add(
        new Sample(
            model,
            benchmark,
            "p" + problem,
            sample,
            truncated ? 0 : score,
            thinking,
            truncated ? 0 : 10 + random.nextInt(3)),
        row -> {
          row.put("reference", "42");
          row.put("extracted", truncated ? null : score == 1 ? "42" : "41");
          row.put("rule", "equal");
          row.put("completion", completion(thinks, truncated, score));
          if (SampleShard.SCHEMA.getField("question") != null) {
            row.put("question", "What is 40 + 2?");
          }
          if (truncated) {
            row.put("finish_reason", "length");
            row.put("extraction", "unclosed-thought");
            row.put("think_closed", false);
          }
        });
  }

  private static String completion(boolean thinks, boolean truncated, double score) {
    String thought = thinks ? "<think>\n40 and 2 make 42, " + "I think. ".repeat(400) : "";
    return truncated
        ? thought
        : thought + (thinks ? "</think>\n" : "") + "It is \\boxed{" + (score == 1 ? 42 : 41) + "}.";
  }

  private static double alpha(String model) {
    return switch (model) {
      case "parent/direct" -> 0;
      case "parent/think" -> 1;
      case "parent/base" -> 0.72;
      default ->
          Double.parseDouble(model.substring(model.indexOf('=') + 1))
              + (model.startsWith("slerp") ? 0.05 : 0);
    };
  }
}
