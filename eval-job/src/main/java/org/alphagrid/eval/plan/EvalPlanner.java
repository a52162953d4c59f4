package org.alphagrid.eval.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.prompt.TokenizerReference;
import org.alphagrid.eval.sample.PointBenchmark;
import org.alphagrid.eval.sample.SampleWriter;
import org.alphagrid.eval.sample.files.Coverage;
import org.alphagrid.eval.sample.files.SampleFile;
import org.alphagrid.eval.sample.files.SampleFolder;
import org.alphagrid.eval.sample.files.SampleRange;
import org.alphagrid.eval.sample.files.ShardName;
import org.alphagrid.eval.sample.files.SupersededShards;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.EvalSettings;
import org.apache.hadoop.fs.Path;

/** Plans a sweep's samples: cuts them into tasks, leaving out what is published. */
public final class EvalPlanner {
  /** What a batch that executors find by measuring is taken for here. */
  private static final int BATCH_UNTIL_MEASURED = 32;

  /** A task holds at most this part of the work that is expected to be left when it begins. */
  private static final int PARTS_OF_THE_REST = 32;

  private final EvalContext context;
  private final int samples;
  private final int shardSamples;
  private final List<SampleSeries> all;

  /**
   * @param samples generations per problem
   * @param shardSamples most samples that a task generates
   */
  public EvalPlanner(EvalContext context, int samples, int shardSamples) {
    this.context = context;
    this.samples = samples;
    this.shardSamples = shardSamples;
    this.all = series();
  }

  /**
   * Returns every series, cut so that tasks become smaller towards the end of the work, but not
   * smaller than a batch: a large task begun last would leave the other cores waiting. The cut
   * depends on the sweep alone, so a rerun finds the files it expects.
   */
  private List<SampleSeries> series() {
    List<SampleSeries> series = new ArrayList<>();
    for (ModelPlan model : context.models()) {
      for (PreparedBenchmark benchmark : context.boundProtocol(model).benchmarks()) {
        series.add(new SampleSeries(model, benchmark, name(model, benchmark), shardSamples));
      }
    }
    series.sort(
        Comparator.comparingDouble(
                (SampleSeries s) -> ExpectedLengths.before(s.model(), s.benchmark()))
            .reversed());
    double left = series.stream().mapToDouble(this::work).sum();
    List<SampleSeries> cut = new ArrayList<>();
    for (SampleSeries one : series) {
      double perSample = ExpectedLengths.before(one.model(), one.benchmark());
      int part = (int) Math.min(shardSamples, left / PARTS_OF_THE_REST / perSample);
      boolean open = context.batch() == EvalSettings.BATCH_BY_MEASURE;
      int least = Math.min(open ? BATCH_UNTIL_MEASURED : context.batch(), shardSamples);
      cut.add(new SampleSeries(one.model(), one.benchmark(), one.name(), Math.max(least, part)));
      left -= work(one);
    }
    return cut;
  }

  private double work(SampleSeries series) {
    return (double) series.benchmark().problems()
        * samples
        * ExpectedLengths.before(series.model(), series.benchmark());
  }

  /** Plans the samples of a sweep. */
  public static EvalPlanner of(SweepRun run, EvalContext context) {
    EvalSettings settings = run.sweep().eval();
    return new EvalPlanner(context, settings.samples(), settings.shardSamples());
  }

  /** Returns what all tasks share. */
  public EvalContext context() {
    return context;
  }

  /** Plans what a folder lacks. */
  public EvalPlan plan(SampleFolder folder) throws IOException {
    List<SampleFile> files = folder.published();
    return plan(files, EarlierLengths.read(folder.path(), files, all));
  }

  /**
   * Plans what is missing, longest expected first. All tasks of a model stay together, so that it
   * is loaded once.
   *
   * @param files of the samples directory
   */
  public EvalPlan plan(Collection<SampleFile> files, ExpectedLengths lengths) {
    Map<String, List<SampleRange>> published =
        files.stream()
            .flatMap(file -> file.members().stream())
            .collect(
                Collectors.groupingBy(
                    ShardName::series, Collectors.mapping(ShardName::range, Collectors.toList())));
    Map<String, Double> ofModel = new HashMap<>();
    for (SampleSeries one : all) {
      ofModel.merge(one.model().point().id(), lengths.of(one.model(), one.benchmark()), Math::max);
    }
    List<SampleSeries> ordered = new ArrayList<>(all);
    ordered.sort(
        Comparator.comparingDouble((SampleSeries s) -> ofModel.get(s.model().point().id()))
            .reversed()
            .thenComparing(s -> s.model().point().id())
            .thenComparing(s -> -lengths.of(s.model(), s.benchmark())));
    List<EvalTask> tasks = new ArrayList<>();
    for (SampleSeries one : ordered) {
      Coverage coverage =
          new Coverage(
              one.benchmark().problems(), samples, published.getOrDefault(one.name(), List.of()));
      for (SampleRange range : coverage.missing(one.taskSamples())) {
        String shard = new ShardName(one.name(), range).fileName();
        tasks.add(new EvalTask(one.model().point().id(), one.benchmark().name(), shard, range));
      }
    }
    return new EvalPlan(context, all, tasks, wanted(), lengths);
  }

  /** Returns a test for files that the sweep now asks for in another way. */
  public SupersededShards superseded(Path samples) {
    Set<PointBenchmark> named = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (SampleSeries one : all) {
      names.add(one.name());
      named.add(one.key());
    }
    return new SupersededShards(samples, names, named);
  }

  private long wanted() {
    return samples * all.stream().mapToLong(one -> one.benchmark().problems()).sum();
  }

  /** Names all that determines the samples of a model on a benchmark, but their indices. */
  private String name(ModelPlan model, PreparedBenchmark benchmark) {
    BoundProtocol boundProtocol = context.boundProtocol(model);
    TokenizerReference tokenizer = boundProtocol.tokenizer();
    ContentDigest digest = new ContentDigest();
    if (context.shuffled()) {
      // Indices then mean other problems.
      digest.add("order", "shuffled");
    }
    if (!boundProtocol.promptTokenizer().equals(tokenizer)) {
      digest.add("promptTokenizer", boundProtocol.promptTokenizer().digest());
    }
    if (benchmark.longest() > boundProtocol.contextLength()) {
      digest.add("contextLength", boundProtocol.contextLength());
    }
    return digest
        .add("schema", SampleWriter.VERSION)
        .add("model", model.point().id())
        .add("recipe", model.recipe())
        .add("network", model.network())
        .add("compute", context.engine().compute())
        .add("tokenizer", tokenizer.digest())
        .add("benchmark", benchmark.set().digest())
        .add("promptRules", boundProtocol.promptRules())
        .add("maxTokens", benchmark.decoding().maxTokens())
        .addAll("stop", boundProtocol.stopIds().stream().sorted().toList())
        .add("seed", context.seed())
        .hex()
        .substring(0, ShardName.SERIES_DIGITS);
  }
}
