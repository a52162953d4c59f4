package org.alphagrid.evaljob;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
  /** A task holds at most this part of the work that is expected to be left when it begins. */
  private static final int PARTS_OF_THE_REST = 32;

  private final EvalContext context;
  private final int samples;
  private final int shardSamples;
  private final List<Series> all;

  /** All samples of a model on a benchmark, and how many of them go into one task. */
  private record Series(ModelPlan model, Exam exam, String name, int taskSamples) {}

  /**
   * @param samples generations per problem
   * @param shardSamples most samples that a task generates
   */
  EvalPlanner(EvalContext context, int samples, int shardSamples) {
    this.context = context;
    this.samples = samples;
    this.shardSamples = shardSamples;
    this.all = series();
  }

  /**
   * Every series, cut so that tasks become smaller towards the end of the work, but not smaller
   * than a batch: a large task begun last would leave the other cores waiting. The cut depends on
   * the sweep alone, so a rerun finds the files it expects.
   */
  private List<Series> series() {
    List<Series> series = new ArrayList<>();
    for (ModelPlan model : context.models()) {
      for (Exam exam : context.regime(model).exams()) {
        series.add(new Series(model, exam, name(model, exam), shardSamples));
      }
    }
    series.sort(
        Comparator.comparingDouble((Series s) -> ExpectedLengths.before(s.model(), s.exam()))
            .reversed());
    double left = series.stream().mapToDouble(this::work).sum();
    List<Series> cut = new ArrayList<>();
    for (Series one : series) {
      double perSample = ExpectedLengths.before(one.model(), one.exam());
      int part = (int) Math.min(shardSamples, left / PARTS_OF_THE_REST / perSample);
      int least = Math.min(context.batch(), shardSamples);
      cut.add(new Series(one.model(), one.exam(), one.name(), Math.max(least, part)));
      left -= work(one);
    }
    return cut;
  }

  private double work(Series series) {
    return (double) series.exam().problems()
        * samples
        * ExpectedLengths.before(series.model(), series.exam());
  }

  /**
   * Plans what is missing, longest expected first. All tasks of a model stay together, so that it
   * is loaded once.
   *
   * @param files of the samples directory
   */
  List<EvalTask> plan(Collection<SampleFile> files, ExpectedLengths lengths) {
    Map<String, List<Cells>> published =
        files.stream()
            .flatMap(file -> file.members().stream())
            .collect(
                Collectors.groupingBy(
                    ShardName::series, Collectors.mapping(ShardName::cells, Collectors.toList())));
    Map<String, Double> ofModel = new HashMap<>();
    for (Series one : all) {
      ofModel.merge(one.model().point().id(), lengths.of(one.model(), one.exam()), Math::max);
    }
    List<Series> ordered = new ArrayList<>(all);
    ordered.sort(
        Comparator.comparingDouble((Series s) -> ofModel.get(s.model().point().id()))
            .reversed()
            .thenComparing(s -> s.model().point().id())
            .thenComparing(s -> -lengths.of(s.model(), s.exam())));
    List<EvalTask> tasks = new ArrayList<>();
    for (Series one : ordered) {
      Coverage coverage =
          new Coverage(
              one.exam().problems(), samples, published.getOrDefault(one.name(), List.of()));
      for (Cells cells : coverage.missing(one.taskSamples())) {
        String shard = new ShardName(one.name(), cells).fileName();
        tasks.add(new EvalTask(one.model().point().id(), one.exam().name(), shard, cells));
      }
    }
    return tasks;
  }

  /** Tells the files that the sweep now asks for in another way. */
  SupersededShards superseded(Path samples) {
    Set<String> cells = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Series one : all) {
      names.add(one.name());
      cells.add(SupersededShards.cell(one.model().point().id(), one.exam().name()));
    }
    return new SupersededShards(samples, names, cells);
  }

  /** The model and benchmark of a series of this sweep; null for another. */
  Place place(String series) {
    return all.stream()
        .filter(one -> one.name().equals(series))
        .findFirst()
        .map(one -> new Place(one.model(), one.exam()))
        .orElse(null);
  }

  /** A model on a benchmark. */
  record Place(ModelPlan model, Exam exam) {}

  /** Every model on every benchmark. */
  List<Place> places() {
    return all.stream().map(one -> new Place(one.model(), one.exam())).toList();
  }

  /** Samples of the whole sweep. */
  long wanted() {
    return samples * all.stream().mapToLong(one -> one.exam().problems()).sum();
  }

  /** Names all that determines the samples of a model on a benchmark, but their indices. */
  private String name(ModelPlan model, Exam exam) {
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
}
