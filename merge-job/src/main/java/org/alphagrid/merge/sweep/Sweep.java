package org.alphagrid.merge.sweep;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Holds a sweep file, read and checked: which parents, which points, how they are evaluated and
 * reported.
 *
 * @param name names the run
 * @param file the file itself; relative paths in it are relative to its folder
 * @param parents directories by role; direct and think are always there
 * @param points the grid, parents first
 * @param dtype element type of merged weights; empty for the parents' own
 * @param donor the parent whose config, tokenizer and chat template merged models have
 * @param allowedDifferences what may differ between the parents without stopping the run
 * @param eval how points are evaluated
 * @param report how results are reported
 * @param search the part that says how to spend less than the whole grid costs; empty where the
 *     whole grid is evaluated
 */
public record Sweep(
    String name,
    Path file,
    Map<ParentRole, Path> parents,
    List<GridPoint> points,
    Optional<DType> dtype,
    ParentRole donor,
    Set<String> allowedDifferences,
    EvalSettings eval,
    ReportSettings report,
    Optional<ConfigNode> search) {
  public Sweep {
    parents = Collections.unmodifiableMap(new TreeMap<>(parents));
    points = List.copyOf(points);
    allowedDifferences = Set.copyOf(allowedDifferences);
  }

  /** Returns the donor's directory. */
  public Path donorDirectory() {
    return parents.get(donor);
  }

  /** Returns this sweep with some of its points, or others. */
  public Sweep with(List<GridPoint> otherPoints) {
    return new Sweep(
        name, file, parents, otherPoints, dtype, donor, allowedDifferences, eval, report, search);
  }

  /** Returns this sweep evaluated otherwise. */
  public Sweep with(EvalSettings otherEval) {
    return new Sweep(
        name, file, parents, points, dtype, donor, allowedDifferences, otherEval, report, search);
  }

  /** Returns the points whose weights must be computed. */
  public List<MergePoint> mergedPoints() {
    return models().stream().filter(GridPoint::isMerged).map(MergePoint.class::cast).toList();
  }

  /** Returns one point for each distinct model, in grid order: parents, then true merges. */
  public List<GridPoint> models() {
    return points.stream().filter(point -> point.id().equals(point.modelId())).toList();
  }
}
