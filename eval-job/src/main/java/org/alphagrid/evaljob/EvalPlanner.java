package org.alphagrid.evaljob;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.alphagrid.protocol.ContentDigest;
import org.alphagrid.sample.SampleWriter;
import org.apache.hadoop.fs.Path;

/** Cuts a sweep's samples into tasks, leaving out what is published. */
final class EvalPlanner {
  private final EvalContext context;
  private final int samples;
  private final int shardSamples;

  /**
   * @param samples generations per problem
   * @param shardSamples about how many samples a task generates
   */
  EvalPlanner(EvalContext context, int samples, int shardSamples) {
    this.context = context;
    this.samples = samples;
    this.shardSamples = shardSamples;
  }

  /**
   * Plans what is missing, models with long answers first: a long task started last would leave the
   * other cores waiting.
   *
   * @param fileNames every file of the samples directory
   */
  List<EvalTask> plan(Collection<String> fileNames) {
    Map<String, List<Cells>> published =
        fileNames.stream()
            .flatMap(name -> ShardName.parse(name).stream())
            .collect(
                Collectors.groupingBy(
                    ShardName::series, Collectors.mapping(ShardName::cells, Collectors.toList())));
    List<EvalTask> tasks = new ArrayList<>();
    for (ModelPlan model : context.models()) {
      for (Exam exam : context.regime(model).exams()) {
        String series = series(model, exam);
        Coverage coverage =
            new Coverage(exam.problems(), samples, published.getOrDefault(series, List.of()));
        for (Cells cells : coverage.missing(shardSamples)) {
          String shard = new ShardName(series, cells).fileName();
          tasks.add(new EvalTask(model.point().id(), exam.name(), shard, cells));
        }
      }
    }
    tasks.sort(Comparator.comparing(this::alpha).reversed());
    return tasks;
  }

  /** Tells the files that the sweep now asks for in another way. */
  SupersededShards superseded(Path samples) {
    Set<String> series = new HashSet<>();
    Set<String> cells = new HashSet<>();
    for (ModelPlan model : context.models()) {
      for (Exam exam : context.regime(model).exams()) {
        series.add(series(model, exam));
        cells.add(SupersededShards.cell(model.point().id(), exam.name()));
      }
    }
    return new SupersededShards(samples, series, cells);
  }

  /** Samples of the whole sweep. */
  long wanted() {
    return samples
        * context.models().stream()
            .flatMap(model -> context.regime(model).exams().stream())
            .mapToLong(Exam::problems)
            .sum();
  }

  /** Names all that determines the samples of a model on a benchmark, but their indices. */
  private String series(ModelPlan model, Exam exam) {
    Regime regime = context.regime(model);
    ContentDigest digest = new ContentDigest();
    if (context.shuffled()) {
      // Indices then mean other problems.
      digest.add("order", "shuffled");
    }
    return digest
        .add("schema", SampleWriter.VERSION)
        .add("model", model.point().id())
        .add("recipe", model.recipe())
        .add("tokenizer", context.tokenizerDigest())
        .add("benchmark", exam.set().digest())
        .add("promptRules", regime.promptRules())
        .add("maxTokens", exam.decoding().maxTokens())
        .addAll("stop", regime.stopIds().stream().sorted().toList())
        .add("seed", context.seed())
        .hex()
        .substring(0, ShardName.SERIES_DIGITS);
  }

  private double alpha(EvalTask task) {
    return context.model(task.model()).point().alpha().map(Double::parseDouble).orElse(1.0);
  }
}
