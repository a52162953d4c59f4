package org.alphagrid.eval.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.BenchmarkReader;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.grade.Grading;
import org.alphagrid.eval.onnx.DecoderGraph;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.prompt.ProtocolBinder;
import org.alphagrid.eval.protocol.Protocol;
import org.alphagrid.eval.protocol.ProtocolReader;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.run.MergeManifest;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.ModelSource;
import org.alphagrid.merge.sweep.ProtocolChoice;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads and checks, on the driver, all that tasks need; nothing is generated if this fails. */
public final class EvalContextReader {
  private static final String TOKENIZER = "tokenizer.json";

  private final SweepRun run;
  private final Path conf;
  private final Configuration hadoop = Storage.configuration();

  /**
   * @param conf folder with {@code benchmarks/} and {@code protocols/}
   */
  public EvalContextReader(SweepRun run, Path conf) {
    this.run = run;
    this.conf = conf;
  }

  /** Reads it for a job that only says what it would do: points need not be stored yet. */
  public EvalContext readForPreview() throws IOException {
    return read(false);
  }

  /** Reads it for a job that generates: where points are to be stored, they must be. */
  public EvalContext read() throws IOException {
    return read(true);
  }

  private EvalContext read(boolean needsPoints) throws IOException {
    Path donor = run.sweep().donorDirectory();
    Path tokenizerFile = new Path(donor, TOKENIZER);
    if (!Storage.exists(tokenizerFile)) {
      throw new UserException("Cannot evaluate: parent %s has no %s".formatted(donor, TOKENIZER));
    }
    List<ModelPlan> models = models(needsPoints);
    try (ModelTokenizer tokenizer = ModelTokenizer.open(Storage.localCopy(tokenizerFile));
        Checkpoint checkpoint = Checkpoint.open(donor)) {
      Map<String, BoundProtocol> boundProtocols = boundProtocols(tokenizer);
      DecoderSpec spec = checkpoint.config().describe();
      requireRunnable(spec, donor);
      tokenizer.requireFits(spec);
      int context = spec.contextLength();
      return new EvalContext(
          run.sweep().name(),
          parents(),
          run.parentDigests().toString(),
          run.sweep().donor(),
          run.dtype(),
          tokenizerFile.toString(),
          WeightDigest.ofText(Storage.readText(tokenizerFile)),
          boundProtocols,
          models,
          run.sweep().eval().seed(),
          run.sweep().eval().shuffled(),
          run.sweep().eval().batch(),
          run.sweep().eval().engine(),
          plan(checkpoint, boundProtocols),
          Math.min(context, longest(boundProtocols)));
    }
  }

  private static void requireRunnable(DecoderSpec spec, Path donor) {
    try {
      DecoderGraph.requireRunnable(spec, donor.toString());
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  private EnginePlan plan(Checkpoint checkpoint, Map<String, BoundProtocol> boundProtocols) {
    long weights = checkpoint.tensors().stream().mapToLong(t -> t.shape().elements()).sum();
    long tokens = EnginePlan.mostTokens(boundProtocols.values(), run.sweep().eval().samples());
    return EnginePlan.of(run.sweep().eval().engine(), weights * Float.BYTES, tokens);
  }

  private static int longest(Map<String, BoundProtocol> boundProtocols) {
    return boundProtocols.values().stream()
        .flatMap(boundProtocol -> boundProtocol.benchmarks().stream())
        .mapToInt(PreparedBenchmark::longest)
        .max()
        .orElseThrow();
  }

  /**
   * Builds one protocol, or where parents have protocols of their own, one for each that a point
   * uses.
   */
  private Map<String, BoundProtocol> boundProtocols(ModelTokenizer tokenizer) throws IOException {
    ProtocolReader protocols = new ProtocolReader(new Path(conf, "protocols"), hadoop);
    ProtocolBinder builder = new ProtocolBinder(run.sweep().eval(), tokenizer, problemSets());
    Map<String, BoundProtocol> boundProtocols = new TreeMap<>();
    for (GridPoint point : run.sweep().models()) {
      String name = boundProtocol(point);
      if (!boundProtocols.containsKey(name)) {
        Protocol protocol = protocols.read(choice().of(point));
        Path model = run.sweep().parents().get(choice().templateOf(point));
        boundProtocols.put(name, builder.build(name, protocol, model));
      }
    }
    return boundProtocols;
  }

  private ProtocolChoice choice() {
    return run.sweep().eval().protocols();
  }

  private String boundProtocol(GridPoint point) {
    return choice().of(point) + "/" + choice().templateOf(point).key();
  }

  private List<ProblemSet> problemSets() {
    BenchmarkReader reader = new BenchmarkReader(new Path(conf, "benchmarks"), hadoop);
    List<ProblemSet> sets = new ArrayList<>();
    for (String name : run.sweep().eval().benchmarks()) {
      Benchmark benchmark = reader.read(name);
      ProblemSet set = reader.problems(benchmark);
      Grading.of(benchmark).requireGradable(set);
      sets.add(set);
    }
    return sets;
  }

  private Map<ParentRole, String> parents() {
    Map<ParentRole, String> parents = new TreeMap<>();
    run.sweep().parents().forEach((role, path) -> parents.put(role, path.toString()));
    return parents;
  }

  private List<ModelPlan> models(boolean needsPoints) throws IOException {
    List<ModelPlan> models = new ArrayList<>();
    for (GridPoint point : run.sweep().models()) {
      String recipe = run.recipeDigest(point);
      if (point.parent().isPresent()) {
        String directory = run.modelDirectory(point).toString();
        String digest = run.parentDigests().get(point.parent().get());
        models.add(new ModelPlan(point, boundProtocol(point), recipe, directory, digest));
      } else if (run.sweep().eval().models() == ModelSource.STORED
          && (needsPoints || MergeManifest.isPublished(run, point))) {
        models.add(stored(point, recipe));
      } else {
        models.add(ModelPlan.mergedInMemory(point, boundProtocol(point), recipe));
      }
    }
    return models;
  }

  private ModelPlan stored(GridPoint point, String recipe) throws IOException {
    if (!MergeManifest.isPublished(run, point)) {
      throw new UserException(
          "Cannot evaluate point %s: it is not stored in %s; run the merge job first, or set eval.models: in-memory"
              .formatted(point.id(), run.pointDirectory(point)));
    }
    Path directory = run.pointDirectory(point);
    return new ModelPlan(
        point,
        boundProtocol(point),
        recipe,
        directory.toString(),
        MergeManifest.weightDigest(directory));
  }
}
