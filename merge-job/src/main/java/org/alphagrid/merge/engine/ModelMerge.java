package org.alphagrid.merge.engine;

import java.io.Serializable;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.BoundMerge.Operands;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.grid.TensorDepths;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;

/**
 * Says what is merged: which tensors of which parents, and by which merges, each of which gives one
 * model. It travels to where tasks run; {@link TensorMerger} carries it out there. A model whose
 * tensors come from different parents is a list of these.
 *
 * @param parents compared before: every one has every tensor, in one shape
 * @param tensors of the merged models, ordered by name
 * @param merges what is to be made of them
 * @param dtype element type of the results
 */
public record ModelMerge(
    List<Parent> parents, List<TensorEntry> tensors, List<BoundMerge> merges, DType dtype)
    implements Serializable {
  public ModelMerge {
    parents = List.copyOf(parents);
    tensors = List.copyOf(tensors);
    merges = List.copyOf(merges);
  }

  /**
   * Binds points of a sweep to its open parents.
   *
   * @param points true merges; each gives one model
   */
  public static ModelMerge of(ParentSet parents, List<MergePoint> points, DType dtype) {
    List<ParentRole> roles = List.copyOf(parents.all().keySet());
    List<TensorEntry> tensors = parents.tensors();
    TensorDepths places = new TensorDepths(tensors);
    return new ModelMerge(
        OpenParents.of(parents).parents(),
        tensors,
        points.stream().map(point -> bind(point, roles, tensors, places)).toList(),
        dtype);
  }

  private static BoundMerge bind(
      MergePoint point, List<ParentRole> roles, List<TensorEntry> tensors, TensorDepths places) {
    Operands operands =
        new Operands(
            point.rule().base().map(roles::indexOf).orElse(Operands.NO_BASE),
            point.rule().models().stream().map(roles::indexOf).toList());
    return BoundMerge.of(
        point.rule().method(), operands, tensors, tensor -> point.rule().at(places.of(tensor)));
  }

  /**
   * Keeps what is needed for one tensor.
   *
   * @param places of the merges to keep, in this order
   */
  public ModelMerge of(TensorEntry tensor, List<Integer> places) {
    return new ModelMerge(
        parents,
        List.of(tensor),
        places.stream().map(place -> merges.get(place).of(tensor.name())).toList(),
        dtype);
  }

  /** Lists the tensors of a model that is given in parts, ordered by name. */
  public static List<TensorEntry> tensors(Collection<ModelMerge> parts) {
    Map<String, TensorEntry> tensors = new TreeMap<>();
    parts.forEach(part -> part.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor)));
    return List.copyOf(tensors.values());
  }
}
