package org.alphagrid.searchjob;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.alphagrid.grid.Grid;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.grid.ParentPoint;
import org.alphagrid.method.ParentRole;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.ExamSize;
import org.alphagrid.search.Extent;
import org.alphagrid.sweep.Sweep;

/** Which grid point a candidate is, and the other way round. */
final class CandidatePoints {
  private static final YAMLMapper YAML = new YAMLMapper();

  private final Sweep sweep;
  private final Map<Candidate, GridPoint> known = new TreeMap<>();
  private final List<Candidate> grid;

  /** Binds the points of a sweep. Points that equal a parent are that parent. */
  CandidatePoints(Sweep sweep) {
    this.sweep = sweep;
    known.put(Candidate.DIRECT, GridPoint.of(ParentRole.DIRECT));
    known.put(Candidate.THINK, GridPoint.of(ParentRole.THINK));
    for (GridPoint point : sweep.mergedPoints()) {
      Map<String, String> coordinates = new HashMap<>(point.distinctive());
      point.alpha().ifPresent(alpha -> coordinates.put("alpha", alpha));
      known.put(new Candidate(point.method(), coordinates), point);
    }
    this.grid = known.keySet().stream().filter(candidate -> !candidate.isParent()).toList();
  }

  /** The merges of the sweep's own grid, whatever else was asked for. */
  List<Candidate> grid() {
    return grid;
  }

  /**
   * The point of a candidate; one that is not of the grid is read as an item of {@code merge}.
   *
   * @throws ConfigException when its method or a coordinate is unknown
   */
  synchronized GridPoint of(Candidate candidate) {
    return known.computeIfAbsent(candidate, this::read);
  }

  /**
   * The sweep with some points and a part of the exam; the parents where no point is named.
   *
   * @param problems of each benchmark, the first in the shuffled order
   */
  Sweep stage(Collection<Candidate> candidates, int problems, int samples) {
    Set<GridPoint> chosen = new LinkedHashSet<>();
    candidates.forEach(candidate -> chosen.add(of(candidate)));
    if (chosen.isEmpty()) {
      chosen.add(GridPoint.of(ParentRole.DIRECT));
      chosen.add(GridPoint.of(ParentRole.THINK));
    }
    return sweep.with(List.copyOf(chosen)).with(sweep.eval().with(problems, true, samples));
  }

  /** Likewise, at full size. */
  Sweep stage(Collection<Candidate> candidates) {
    return stage(candidates, sweep.eval().problems(), sweep.eval().samples());
  }

  /** Likewise, to an extent of an exam. */
  Sweep stage(Collection<Candidate> candidates, Extent extent, ExamSize exam) {
    return stage(candidates, Math.min(extent.problems(), exam.mostProblems()), extent.samples());
  }

  /** All there is to take. */
  ExamSize exam(Map<String, List<String>> problems) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    problems.forEach((benchmark, ids) -> sizes.put(benchmark, ids.size()));
    return new ExamSize(sizes, sweep.eval().samples());
  }

  private GridPoint read(Candidate candidate) {
    ObjectNode item = YAML.createObjectNode().put("method", candidate.method());
    candidate.coordinates().forEach((name, value) -> put(item, name, value));
    ObjectNode root = YAML.createObjectNode();
    root.putArray("merge").add(item);
    try {
      ConfigNode merge =
          ConfigNode.parse("candidate " + candidate, YAML.writeValueAsString(root))
              .required("merge");
      List<GridPoint> points =
          new ArrayList<>(
              Grid.expand(
                  merge,
                  sweep.parents().keySet(),
                  node -> {
                    throw node.invalid("a method with parameters");
                  }));
      points.removeIf(ParentPoint.class::isInstance);
      if (points.size() != 1) {
        throw new ConfigException(
            "Invalid candidate %s: it stands for %d points (must be 1)"
                .formatted(candidate, points.size()));
      }
      return points.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A dot stands for a mapping within. */
  private static void put(ObjectNode item, String name, String value) {
    int dot = name.indexOf('.');
    try {
      if (dot < 0) {
        JsonNode read = YAML.readTree(value);
        item.set(name, read);
      } else {
        Optional<JsonNode> inner = Optional.ofNullable(item.get(name.substring(0, dot)));
        ObjectNode mapping =
            inner
                .map(ObjectNode.class::cast)
                .orElseGet(() -> item.putObject(name.substring(0, dot)));
        put(mapping, name.substring(dot + 1), value);
      }
    } catch (IOException e) {
      throw new ConfigException("Invalid coordinate %s=%s: not YAML".formatted(name, value), e);
    }
  }
}
