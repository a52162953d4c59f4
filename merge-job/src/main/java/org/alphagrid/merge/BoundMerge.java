package org.alphagrid.merge;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.grid.PointRule;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.MergeSettings;
import org.alphagrid.method.ModelStatistic;
import org.alphagrid.method.ParentRole;

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
  public record Operands(int base, List<Integer> models) {
    public Operands {
      models = List.copyOf(models);
    }

    boolean reads(int parent) {
      return base == parent || models.contains(parent);
    }
  }

  /** What it needs to know of the whole model. */
  List<ModelStatistic<?>> modelStatistics(Collection<TensorEntry> tensors) {
    Set<ModelStatistic<?>> statistics = new LinkedHashSet<>();
    for (TensorEntry tensor : tensors) {
      statistics.addAll(method.modelStatistics(settings.apply(tensor.name())));
    }
    return List.copyOf(statistics);
  }

  /**
   * Binds a point of a sweep.
   *
   * @param roles the sweep's parents in the order of the list the places refer to
   * @param places of the merged model's tensors
   */
  static BoundMerge of(GridPoint point, List<ParentRole> roles, TensorPlaces places) {
    PointRule rule = point.rule();
    Operands operands =
        new Operands(
            rule.base().map(roles::indexOf).orElse(-1),
            rule.models().stream().map(roles::indexOf).toList());
    return new BoundMerge(rule.method(), operands, tensor -> rule.at(places.of(tensor)));
  }
}
