package org.alphagrid.merge.run;

import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.DigestCache;
import org.alphagrid.merge.compatibility.CheckpointComparison;
import org.alphagrid.merge.compatibility.Difference;
import org.alphagrid.merge.compatibility.ParentComparison;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.grid.Recipe;
import org.alphagrid.merge.grid.TensorDepths;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Holds a sweep bound to a run directory, its parents compared and digested.
 *
 * @param sweep the sweep file
 * @param directory the run directory
 * @param dtype element type of merged weights
 * @param parentDigests digests of the parents' weights
 * @param recipes digests of what determines the weights of true merges, by point id
 * @param differences between the parents that change the model and were allowed
 */
public record SweepRun(
    Sweep sweep,
    Path directory,
    DType dtype,
    Map<ParentRole, String> parentDigests,
    Map<String, String> recipes,
    List<String> differences) {
  public SweepRun {
    recipes = Map.copyOf(recipes);
    differences = List.copyOf(differences);
    parentDigests = Collections.unmodifiableMap(new TreeMap<>(parentDigests));
  }

  /**
   * Opens and compares the parents, and records the resolved sweep in the run directory.
   *
   * @throws org.alphagrid.core.UserException when a parent is missing, invalid or does not fit the
   *     others
   * @throws org.alphagrid.core.UserException when the run directory belongs to other parents
   */
  public static SweepRun open(Sweep sweep, Path directory) throws IOException {
    return bind(sweep, directory, true);
  }

  /**
   * Binds a sweep likewise, but writes nothing: the run directory need not be there and is not
   * made.
   */
  public static SweepRun preview(Sweep sweep, Path directory) throws IOException {
    return bind(sweep, directory, false);
  }

  private static SweepRun bind(Sweep sweep, Path directory, boolean record) throws IOException {
    try (ParentSet parents = ParentSet.open(sweep.parents(), sweep.donor())) {
      CheckpointComparison comparison = ParentComparison.check(parents, sweep.allowedDifferences());
      TensorDepths places = new TensorDepths(parents.tensors());
      sweep.mergedPoints().forEach(places::check);
      DigestCache remembered = DigestCache.ofRun(directory);
      Map<ParentRole, String> digests = new TreeMap<>();
      for (Map.Entry<ParentRole, Checkpoint> entry : parents.all().entrySet()) {
        digests.put(entry.getKey(), remembered.of(entry.getValue()));
      }
      DType dtype = dtype(sweep, parents);
      Map<String, String> recipes = recipes(sweep, places, digests::get, dtype);
      SweepRun run =
          new SweepRun(
              sweep.with(Recipe.joined(sweep.points(), recipes)),
              directory,
              dtype,
              digests,
              recipes,
              comparison.allowed(sweep.allowedDifferences()).stream()
                  .map(Difference::text)
                  .toList());
      if (record) {
        ResolvedSweep.publish(run);
        remembered.keep();
      } else {
        ResolvedSweep.requireSameParents(run);
      }
      return run;
    }
  }

  /**
   * Returns the sweep, its points that merge the same knowing of each other; takes roles for
   * different models.
   */
  public static Sweep withoutRepeats(Sweep sweep, ParentSet parents) {
    TensorDepths places = new TensorDepths(parents.tensors());
    DType dtype = dtype(sweep, parents);
    return sweep.with(
        Recipe.joined(sweep.points(), recipes(sweep, places, ParentRole::key, dtype)));
  }

  private static Map<String, String> recipes(
      Sweep sweep, TensorDepths places, Function<ParentRole, String> parents, DType dtype) {
    Map<String, String> recipes = new HashMap<>();
    for (GridPoint point : sweep.points()) {
      if (point instanceof MergePoint merge && merge.isMerged()) {
        recipes.put(merge.id(), Recipe.of(merge, places, parents, dtype));
      }
    }
    return recipes;
  }

  /** Returns the element type of a sweep's merged weights: as it says, or the donor's own. */
  public static DType dtype(Sweep sweep, ParentSet parents) {
    return sweep.dtype().orElseGet(() -> widestDtype(parents.donor()));
  }

  /** Returns the dtype that loses nothing of the donor's own. */
  private static DType widestDtype(Checkpoint donor) {
    boolean uniform =
        donor.tensors().stream().map(tensor -> tensor.dtype()).distinct().count() == 1;
    return uniform ? donor.tensors().iterator().next().dtype() : DType.F32;
  }

  /** Returns the digest of what determines a point's weights. */
  public String recipeDigest(GridPoint point) {
    return point
        .parent()
        .map(parent -> Recipe.ofParent(parentDigests.get(parent)))
        .orElseGet(() -> recipes.get(point.id()));
  }

  /**
   * Returns where the checkpoint of a merged point is stored, be it under an equal point's name.
   */
  public Path pointDirectory(GridPoint point) {
    return new Path(new Path(directory, "points"), point.modelId());
  }

  /**
   * Returns where the weights of a point's model are on disk: its parent's directory or its own.
   */
  public Path modelDirectory(GridPoint point) {
    return point.parent().map(sweep.parents()::get).orElseGet(() -> pointDirectory(point));
  }
}
