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
import org.alphagrid.eval.grade.Grading;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.SweepProtocols;
import org.alphagrid.eval.protocol.ProtocolReader;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.run.MergeManifest;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.ModelSource;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads and checks, on the driver, all that tasks need; nothing is generated if this fails. */
public final class EvalContextReader {
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
    Map<String, BoundProtocol> boundProtocols =
        SweepProtocols.bind(
            run.sweep(), problemSets(), new ProtocolReader(new Path(conf, "protocols"), hadoop));
    List<ModelPlan> models = models(needsPoints);
    try (Checkpoint checkpoint = Checkpoint.open(run.sweep().donorDirectory())) {
      return new EvalContext(
          run.sweep().name(),
          parents(),
          run.parentDigests().toString(),
          run.sweep().donor(),
          run.dtype(),
          boundProtocols,
          models,
          run.sweep().eval().seed(),
          run.sweep().eval().shuffled(),
          run.sweep().eval().batch(),
          run.sweep().eval().engine(),
          plan(checkpoint, boundProtocols));
    }
  }

  private EnginePlan plan(Checkpoint checkpoint, Map<String, BoundProtocol> boundProtocols) {
    long weights = checkpoint.tensors().stream().mapToLong(t -> t.shape().elements()).sum();
    long tokens = EnginePlan.mostTokens(boundProtocols.values(), run.sweep().eval().samples());
    return EnginePlan.of(run.sweep().eval().engine(), weights * Float.BYTES, tokens);
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
    String donorNetwork = NetworkDigest.of(run.sweep().donorDirectory());
    List<ModelPlan> models = new ArrayList<>();
    for (GridPoint point : run.sweep().models()) {
      String protocol = SweepProtocols.name(run.sweep(), point);
      String recipe = run.recipeDigest(point);
      if (point.parent().isPresent()) {
        Path directory = run.modelDirectory(point);
        models.add(
            new ModelPlan(
                point,
                protocol,
                recipe,
                NetworkDigest.of(directory),
                directory.toString(),
                run.parentDigests().get(point.parent().get())));
      } else if (run.sweep().eval().models() == ModelSource.STORED
          && (needsPoints || MergeManifest.isPublished(run, point))) {
        models.add(stored(point, protocol, recipe, donorNetwork));
      } else {
        models.add(ModelPlan.mergedInMemory(point, protocol, recipe, donorNetwork));
      }
    }
    return models;
  }

  private ModelPlan stored(GridPoint point, String protocol, String recipe, String donorNetwork)
      throws IOException {
    Path directory = run.pointDirectory(point);
    if (!MergeManifest.isPublished(run, point)) {
      throw new UserException(
          "Cannot evaluate point %s: it is not stored in %s; run the merge job first, or set eval.models: in-memory"
              .formatted(point.id(), directory));
    }
    String network = NetworkDigest.of(directory);
    if (!network.equals(donorNetwork)) {
      throw new UserException(
          "Cannot evaluate point %s: config.json in %s describes another network than that of the donor %s, which was edited since; remove the folder and merge again"
              .formatted(point.id(), directory, run.sweep().donorDirectory()));
    }
    return new ModelPlan(
        point,
        protocol,
        recipe,
        network,
        directory.toString(),
        MergeManifest.weightDigest(directory));
  }
}
