package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.benchmark.Benchmark;
import org.alphagrid.benchmark.BenchmarkReader;
import org.alphagrid.benchmark.Problem;
import org.alphagrid.benchmark.ProblemSet;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.WeightDigest;
import org.alphagrid.config.ConfigException;
import org.alphagrid.generate.ModelTokenizer;
import org.alphagrid.generate.TokenIds;
import org.alphagrid.grade.Grading;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.mergejob.MergeManifest;
import org.alphagrid.method.ParentRole;
import org.alphagrid.protocol.Decoding;
import org.alphagrid.protocol.Prompt;
import org.alphagrid.protocol.PromptRenderer;
import org.alphagrid.protocol.Protocol;
import org.alphagrid.protocol.ProtocolReader;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.ModelSource;
import org.alphagrid.sweep.SweepRun;
import org.alphagrid.template.TokenizerConfig;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads and checks, on the driver, everything tasks need; nothing is generated if this fails. */
final class EvalSetup {
  private static final String TOKENIZER = "tokenizer.json";

  private final SweepRun run;
  private final Path conf;
  private final Configuration hadoop = new Configuration();

  /**
   * @param conf folder with {@code benchmarks/} and {@code protocols/}
   */
  EvalSetup(SweepRun run, Path conf) {
    this.run = run;
    this.conf = conf;
  }

  EvalContext prepare() throws IOException {
    Path donor = run.sweep().donorDirectory();
    Path tokenizerFile = new Path(donor, TOKENIZER);
    if (!Storage.exists(tokenizerFile)) {
      throw new ConfigException("Cannot evaluate: parent %s has no %s".formatted(donor, TOKENIZER));
    }
    Protocol protocol =
        new ProtocolReader(new Path(conf, "protocols"), hadoop).read(run.sweep().eval().protocol());
    List<ModelPlan> models = models();
    try (ModelTokenizer tokenizer = ModelTokenizer.open(Storage.localCopy(tokenizerFile));
        Checkpoint checkpoint = Checkpoint.open(donor)) {
      PromptRenderer renderer = renderer(protocol, donor);
      List<Exam> exams = exams(protocol, renderer, tokenizer);
      int context = checkpoint.config().describe().contextLength();
      return new EvalContext(
          run.sweep().name(),
          parents(),
          run.sweep().donor(),
          run.dtype(),
          protocol,
          renderer.digest(),
          StopTokens.find(protocol, tokenizer, donor),
          tokenizer.id(protocol.thinkTags().open()).orElse(-1),
          tokenizer.id(protocol.thinkTags().close()).orElse(-1),
          tokenizerFile.toString(),
          WeightDigest.ofText(Storage.readText(tokenizerFile)),
          exams,
          models,
          run.sweep().eval().seed(),
          run.sweep().eval().batch(),
          Math.min(context, exams.stream().mapToInt(Exam::longest).max().orElseThrow()));
    }
  }

  private static PromptRenderer renderer(Protocol protocol, Path donor) throws IOException {
    Path file = new Path(donor, "tokenizer_config.json");
    Path separate = new Path(donor, "chat_template.jinja");
    return PromptRenderer.of(
        protocol,
        TokenizerConfig.parse(
            file.toString(),
            Storage.exists(file) ? Storage.readText(file) : "{}",
            Storage.exists(separate) ? Storage.readText(separate) : null));
  }

  private Map<ParentRole, String> parents() {
    Map<ParentRole, String> parents = new TreeMap<>();
    run.sweep().parents().forEach((role, path) -> parents.put(role, path.toString()));
    return parents;
  }

  private List<Exam> exams(Protocol protocol, PromptRenderer renderer, ModelTokenizer tokenizer) {
    BenchmarkReader reader = new BenchmarkReader(new Path(conf, "benchmarks"), hadoop);
    List<Exam> exams = new ArrayList<>();
    for (String name : run.sweep().eval().benchmarks()) {
      Benchmark benchmark = reader.read(name);
      ProblemSet set = reader.problems(benchmark);
      Grading.of(benchmark).requireGradable(set);
      exams.add(new Exam(set, prompts(set, renderer, tokenizer), decoding(protocol, benchmark)));
    }
    return exams;
  }

  private List<PromptIds> prompts(
      ProblemSet set, PromptRenderer renderer, ModelTokenizer tokenizer) {
    int limit = run.sweep().eval().problems();
    List<Problem> problems = set.problems();
    List<PromptIds> prompts = new ArrayList<>();
    for (Problem problem :
        limit == 0 ? problems : problems.subList(0, Math.min(limit, problems.size()))) {
      Prompt prompt = renderer.render(set.benchmark().prompt().render(problem));
      TokenIds ids =
          prompt.addsSpecialTokens()
              ? tokenizer.encodeAddingSpecial(prompt.text())
              : tokenizer.encode(prompt.text());
      prompts.add(new PromptIds(prompt.digest(), ids.stream().toArray()));
    }
    return prompts;
  }

  private static Decoding decoding(Protocol protocol, Benchmark benchmark) {
    Decoding decoding = protocol.decoding();
    return benchmark.maxTokens() == null
        ? decoding
        : new Decoding(
            decoding.temperature(),
            decoding.topK(),
            decoding.topP(),
            decoding.minP(),
            benchmark.maxTokens());
  }

  private List<ModelPlan> models() throws IOException {
    List<ModelPlan> models = new ArrayList<>();
    for (GridPoint point : run.sweep().models()) {
      String recipe = run.recipeDigest(point);
      if (!point.isMerged()) {
        String directory = run.modelDirectory(point).toString();
        models.add(
            new ModelPlan(point, recipe, directory, run.parentDigests().get(point.parent())));
      } else if (run.sweep().eval().models() == ModelSource.STORED) {
        models.add(stored(point, recipe));
      } else {
        models.add(new ModelPlan(point, recipe, null, null));
      }
    }
    return models;
  }

  private ModelPlan stored(GridPoint point, String recipe) throws IOException {
    if (!MergeManifest.isPublished(run, point)) {
      throw new ConfigException(
          "Cannot evaluate point %s: it is not stored in %s; run the merge job first, or set eval.models: in-memory"
              .formatted(point.id(), run.pointDirectory(point)));
    }
    Path directory = run.pointDirectory(point);
    return new ModelPlan(
        point, recipe, directory.toString(), MergeManifest.weightDigest(directory));
  }
}
