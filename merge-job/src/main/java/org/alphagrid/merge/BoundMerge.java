package org.alphagrid.merge;

import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.MergeSettings;
import org.alphagrid.method.ParentRole;
import org.alphagrid.method.SweepForm;

/**
 * A method bound to the parents it merges.
 *
 * @param method the rule
 * @param operands which parents it reads
 * @param settings its parameters, by tensor name
 */
public record BoundMerge(
    MergeMethod method, Operands operands, Function<String, MergeSettings> settings) {
  /**
   * Places in a list of parents.
   *
   * @param base the base's place; -1 for none
   * @param models the merged models' places, in the order of their settings
   */
  public record Operands(int base, List<Integer> models) implements Serializable {
    public Operands {
      models = List.copyOf(models);
    }

    boolean reads(int parent) {
      return base == parent || models.contains(parent);
    }
  }

  /**
   * Binds a point of a sweep.
   *
   * @param roles the sweep's parents in the order of the list the places refer to
   */
  static BoundMerge of(GridPoint point, List<ParentRole> roles) {
    MergeMethod method = MergeMethod.CATALOG.find(point.method());
    MergeSettings settings = SweepForm.settings(method, point.values());
    Operands operands =
        new Operands(
            SweepForm.base(method, point.values()).map(roles::indexOf).orElse(-1),
            SweepForm.models(method).stream().map(roles::indexOf).toList());
    return new BoundMerge(method, operands, tensor -> settings);
  }
}
