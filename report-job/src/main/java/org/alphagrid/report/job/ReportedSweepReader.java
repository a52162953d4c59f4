package org.alphagrid.report.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Provenance;
import org.apache.hadoop.fs.Path;

/** Reads the resolved sweep of a run; keys of no concern to the report are passed over. */
final class ReportedSweepReader {
  /** Two points: what a sweep that says nothing else calls not worse. */
  private static final double MARGIN = 0.02;

  private ReportedSweepReader() {}

  static ReportedSweep read(Path file) {
    ConfigNode root = parse(file);
    ConfigNode eval = root.required("eval");
    List<SweepPoint> points =
        items(root.required("points")).stream().map(ReportedSweepReader::point).toList();
    requireDistinct(root, points);
    List<String> benchmarks =
        items(eval.required("benchmarks")).stream().map(ReportedSweepReader::benchmark).toList();
    return new ReportedSweep(points, benchmarks, provenance(root, eval), margin(root));
  }

  private static ConfigNode parse(Path file) {
    try {
      return ConfigNode.parse(file.toString(), Storage.readText(file));
    } catch (IOException e) {
      String reason = e instanceof FileNotFoundException ? "no such file" : e.getMessage();
      throw new UserException(
          "Cannot read %s: %s (a run directory holds a resolved sweep.yaml)"
              .formatted(file, reason),
          e);
    }
  }

  /** A list must say something: a sweep without points or benchmarks is none. */
  private static List<ConfigNode> items(ConfigNode list) {
    List<ConfigNode> items = list.items();
    if (items.isEmpty()) {
      throw list.invalid("a list with at least one item");
    }
    return items;
  }

  /** Decimals of points are written as text, to keep their zeros. */
  private static BigDecimal decimal(ConfigNode node) {
    try {
      return new BigDecimal(node.text());
    } catch (NumberFormatException e) {
      throw node.invalid("a decimal number");
    }
  }

  private static SweepPoint point(ConfigNode point) {
    SortedMap<String, String> parameters = new TreeMap<>();
    point
        .optional("parameters")
        .ifPresent(
            node -> node.entries().forEach((key, value) -> parameters.put(key, value.text())));
    String id = point.required("id").text();
    return new SweepPoint(
        id,
        point.required("method").text(),
        point.optional("alpha").map(ReportedSweepReader::decimal),
        point.optional("model").map(ConfigNode::text).orElse(id),
        parameters);
  }

  private static String benchmark(ConfigNode benchmark) {
    if (benchmark.text().equals(AccuracyTokenCurve.ALL)) {
      throw benchmark.invalid("another name, '" + AccuracyTokenCurve.ALL + "' is the mean of all");
    }
    return benchmark.text();
  }

  private static double margin(ConfigNode root) {
    Optional<ConfigNode> margin = root.optional("report").flatMap(node -> node.optional("margin"));
    double value =
        margin.map(ReportedSweepReader::decimal).map(BigDecimal::doubleValue).orElse(MARGIN);
    if (!(value >= 0 && value < 1)) {
      throw margin.orElseThrow().invalid("at least 0 and less than 1");
    }
    return value;
  }

  private static void requireDistinct(ConfigNode root, List<SweepPoint> points) {
    Set<String> ids = new HashSet<>();
    for (SweepPoint point : points) {
      if (!ids.add(point.id())) {
        throw new UserException("Duplicate point '%s' in %s".formatted(point.id(), root.source()));
      }
    }
  }

  private static Provenance provenance(ConfigNode root, ConfigNode eval) {
    List<Provenance.Parent> parents =
        root.required("parents").entries().entrySet().stream()
            .map(entry -> parent(entry.getKey(), entry.getValue()))
            .toList();
    return new Provenance(
        root.required("name").text(),
        parents,
        eval.required("protocol").text(),
        eval.required("samples").integer(1, Integer.MAX_VALUE),
        eval.required("seed").text());
  }

  private static Provenance.Parent parent(String role, ConfigNode parent) {
    return new Provenance.Parent(
        role, parent.required("path").text(), parent.required("digest").text());
  }
}
