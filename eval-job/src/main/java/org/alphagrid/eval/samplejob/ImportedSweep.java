package org.alphagrid.eval.samplejob;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Collection;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.harness.ImportedPoint;
import org.alphagrid.merge.run.ResolvedSweep;
import org.apache.hadoop.fs.Path;

/**
 * Writes {@code <run>/sweep.yaml} of a run whose samples other harnesses made, so that it is
 * reported like any other. Every import adds its points and its benchmark; the table of a sweep of
 * our own stays as it is.
 */
final class ImportedSweep {
  private static final String IMPORTED = "imported";
  private static final String UNKNOWN = "unknown";
  private static final double MARGIN = 0.02;

  private ImportedSweep() {}

  /**
   * Adds to the file.
   *
   * @param samples most samples of a problem
   * @return whether the run is an imported one; otherwise nothing is written
   */
  static boolean add(Path run, String benchmark, Collection<ImportedPoint> points, int samples)
      throws IOException {
    Path file = new Path(run, ResolvedSweep.FILE);
    ObjectNode root =
        Storage.exists(file)
            ? (ObjectNode) ResolvedSweep.YAML.readTree(Storage.readBytes(file))
            : ResolvedSweep.YAML.createObjectNode().put("name", run.getName()).put(IMPORTED, true);
    if (!root.path(IMPORTED).asBoolean()) {
      return false;
    }
    ObjectNode parents = root.withObject("/parents");
    ArrayNode table = root.withArray("/points");
    for (ImportedPoint point : points) {
      if (point.method().equals(ImportedPoint.PARENT)) {
        String role = point.id().substring(point.id().indexOf('/') + 1);
        parents.putObject(role).put("path", UNKNOWN).put("digest", UNKNOWN);
      }
      if (table.findValuesAsText("id").stream().noneMatch(point.id()::equals)) {
        add(table.addObject(), point);
      }
    }
    ObjectNode eval = root.withObject("/eval");
    ArrayNode benchmarks = eval.withArray("/benchmarks");
    boolean known = false;
    for (int i = 0; i < benchmarks.size(); i++) {
      known |= benchmarks.get(i).asText().equals(benchmark);
    }
    if (!known) {
      benchmarks.add(benchmark);
    }
    eval.put("protocol", "outside")
        .put("samples", Math.max(samples, eval.path("samples").asInt()))
        .put("seed", 0);
    root.withObject("/report").put("baseline", "direct").put("margin", MARGIN);
    Storage.replace(file, ResolvedSweep.YAML.writeValueAsBytes(root));
    return true;
  }

  private static void add(ObjectNode node, ImportedPoint point) {
    node.put("id", point.id()).put("method", point.method());
    node.put("alpha", point.alpha().orElse(null)).put("model", point.id());
    ObjectNode parameters = node.putObject("parameters");
    point.parameters().forEach(parameters::put);
  }
}
