package org.alphagrid.merge.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.sweep.EngineSettings;
import org.alphagrid.merge.sweep.EvalSettings;
import org.alphagrid.merge.sweep.Sweep;
import org.apache.hadoop.fs.Path;

/**
 * Writes {@code <run>/sweep.yaml}: the sweep with defaults filled in, the parents' digests and
 * every point. The report job reads it; it is the run's table of contents.
 */
public final class ResolvedSweep {
  /** Names the file in a run directory. */
  public static final String FILE = "sweep.yaml";

  private static final String PREFIX = "sha256:";

  /** Reads and writes the file. */
  public static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  private ResolvedSweep() {}

  /** Writes the file; replaces an older one, which must have the same parents. */
  public static void publish(SweepRun run) throws IOException {
    requireSameParents(run);
    Path file = new Path(run.directory(), FILE);
    Storage.fileSystem(file).mkdirs(run.directory());
    Storage.replace(file, YAML.writeValueAsBytes(render(run)));
  }

  /** Checks that the file, where there is one, has the same parents. */
  public static void requireSameParents(SweepRun run) throws IOException {
    Path file = new Path(run.directory(), FILE);
    if (Storage.exists(file)) {
      checkSameParents(ConfigNode.parse(file.toString(), Storage.readText(file)), run);
    }
  }

  private static void checkSameParents(ConfigNode earlier, SweepRun run) {
    for (Map.Entry<String, ConfigNode> parent : earlier.required("parents").entries().entrySet()) {
      String now = run.parentDigests().get(new ParentRole(parent.getKey()));
      String then = parent.getValue().required("digest").text();
      if (now != null && !then.equals(PREFIX + now)) {
        throw new UserException(
            "Cannot use run directory %s: its %s parent has digest %s, this sweep's has %s; name another --run"
                .formatted(run.directory(), parent.getKey(), then, PREFIX + now));
      }
    }
  }

  private static ObjectNode render(SweepRun run) {
    Sweep sweep = run.sweep();
    ObjectNode root = YAML.createObjectNode();
    root.put("name", sweep.name());
    ObjectNode parents = root.putObject("parents");
    sweep
        .parents()
        .forEach(
            (role, path) ->
                parents
                    .putObject(role.key())
                    .put("path", path.toString())
                    .put("digest", PREFIX + run.parentDigests().get(role)));
    root.put("donor", sweep.donor().key());
    root.put("dtype", run.dtype().torchName());
    if (!run.differences().isEmpty()) {
      var differences = root.putArray("differences");
      run.differences().forEach(differences::add);
    }
    var points = root.putArray("points");
    sweep.points().forEach(point -> render(point, points.addObject()));
    renderEval(sweep.eval(), root.putObject("eval"));
    root.putObject("report")
        .put("baseline", sweep.report().baseline())
        .put("margin", sweep.report().margin());
    return root;
  }

  private static void render(GridPoint point, ObjectNode node) {
    node.put("id", point.id()).put("method", point.method());
    node.put("alpha", point.alpha().orElse(null));
    node.put("model", point.modelId());
    ObjectNode parameters = node.putObject("parameters");
    point.distinctive().forEach(parameters::put);
  }

  private static void renderEval(EvalSettings eval, ObjectNode node) {
    var benchmarks = node.putArray("benchmarks");
    eval.benchmarks().forEach(benchmarks::add);
    node.put("protocol", eval.protocols().describe())
        .put("template", eval.protocols().template().map(ParentRole::key).orElse("own"))
        .put("samples", eval.samples())
        .put("models", eval.models().key())
        .put("seed", eval.seed())
        .put("problems", eval.problems())
        .put("order", eval.shuffled() ? "shuffled" : "data")
        .put("shardSamples", eval.shardSamples())
        .put("maxErrorShare", eval.maxErrorShare());
    if (eval.batch() == EvalSettings.BATCH_BY_MEASURE) {
      node.put("batch", EvalSettings.AUTO_BATCH);
    } else {
      node.put("batch", eval.batch());
    }
    node.putObject("engine")
        .put("device", EngineSettings.key(eval.engine().device()))
        .put("compute", EngineSettings.key(eval.engine().compute()))
        .put("cacheMiB", eval.engine().cacheMiB())
        .put("batchers", EngineSettings.key(eval.engine().batchers()))
        .put("prepack", EngineSettings.key(eval.engine().prepack()))
        .put("memoryMiB", eval.engine().memoryMiB());
  }
}
