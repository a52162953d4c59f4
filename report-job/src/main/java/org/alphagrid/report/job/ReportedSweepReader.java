package org.alphagrid.report.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Provenance;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads the resolved sweep of a run; keys of no concern to the report are passed over. */
final class ReportedSweepReader {
  /** Two points: what a sweep that says nothing else calls not worse. */
  private static final double MARGIN = 0.02;

  private ReportedSweepReader() {}

  static ReportedSweep read(Path file, Configuration hadoop) {
    YamlNode root = new YamlNode(file.toString(), "", parse(file, hadoop));
    YamlNode eval = root.required("eval");
    List<SweepPoint> points =
        root.required("points").items().stream().map(ReportedSweepReader::point).toList();
    requireDistinct(root, points);
    List<String> benchmarks =
        eval.required("benchmarks").items().stream().map(ReportedSweepReader::benchmark).toList();
    return new ReportedSweep(points, benchmarks, provenance(root, eval), margin(root));
  }

  private static JsonNode parse(Path file, Configuration hadoop) {
    try (InputStream stream = file.getFileSystem(hadoop).open(file)) {
      JsonNode root = new YAMLMapper().readTree(stream);
      if (!root.isObject()) {
        throw new UserException("Invalid sweep %s (must be a mapping)".formatted(file));
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new UserException("Cannot parse %s: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UserException(
          "Cannot read %s: %s (a run directory holds a resolved sweep.yaml)"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static SweepPoint point(YamlNode point) {
    SortedMap<String, String> parameters = new TreeMap<>();
    point
        .optional("parameters")
        .ifPresent(
            node -> node.entries().forEach((key, value) -> parameters.put(key, value.text())));
    String id = point.required("id").text();
    return new SweepPoint(
        id,
        point.required("method").text(),
        point.optional("alpha").map(YamlNode::decimal),
        point.optional("model").map(YamlNode::text).orElse(id),
        parameters);
  }

  private static String benchmark(YamlNode benchmark) {
    if (benchmark.text().equals(AccuracyTokenCurve.ALL)) {
      throw benchmark.invalid("another name, '" + AccuracyTokenCurve.ALL + "' is the mean of all");
    }
    return benchmark.text();
  }

  private static double margin(YamlNode root) {
    Optional<YamlNode> margin = root.optional("report").flatMap(node -> node.optional("margin"));
    double value = margin.map(YamlNode::decimal).map(BigDecimal::doubleValue).orElse(MARGIN);
    if (!(value >= 0 && value < 1)) {
      throw margin.orElseThrow().invalid("at least 0 and less than 1");
    }
    return value;
  }

  private static void requireDistinct(YamlNode root, List<SweepPoint> points) {
    Set<String> ids = new HashSet<>();
    for (SweepPoint point : points) {
      if (!ids.add(point.id())) {
        throw new UserException("Duplicate point '%s' in %s".formatted(point.id(), root.file()));
      }
    }
  }

  private static Provenance provenance(YamlNode root, YamlNode eval) {
    List<Provenance.Parent> parents =
        root.required("parents").entries().entrySet().stream()
            .map(entry -> parent(entry.getKey(), entry.getValue()))
            .toList();
    return new Provenance(
        root.required("name").text(),
        parents,
        eval.required("protocol").text(),
        eval.required("samples").positiveInt(),
        eval.required("seed").text());
  }

  private static Provenance.Parent parent(String role, YamlNode parent) {
    return new Provenance.Parent(
        role, parent.required("path").text(), parent.required("digest").text());
  }
}
