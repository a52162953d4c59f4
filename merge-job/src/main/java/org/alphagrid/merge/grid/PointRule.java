package org.alphagrid.merge.grid;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParentRole;

/** Says which parents a point merges, and how. Equal rules give equal weights. */
public interface PointRule extends Serializable {
  /** Returns the point's id: canonical, different for different rules, a relative path. */
  String id();

  /** Returns what points of this kind are called: the method, or the notation it was written in. */
  String kind();

  /** Returns the method. */
  MergeMethod method();

  /** Returns the parent that is the method's base or first operand, if there is one. */
  Optional<ParentRole> base();

  /** Returns the merged parents, in the order of {@link MergeSettings#models}. */
  List<ParentRole> models();

  /**
   * Looks up the method's parameters for one tensor.
   *
   * @throws IllegalArgumentException naming the tensor when a value is missing or out of range
   */
  MergeSettings at(TensorPlace place);

  /**
   * Refuses to merge models of another depth than the rule is for.
   *
   * @param layers that the parents have
   * @throws IllegalArgumentException naming the layers of the rule
   */
  default void requireLayers(int layers) {}

  /** Returns every filter that values are given under. */
  List<TensorFilter> filters();

  /** Tells whether a value depends on the depth of a layer. */
  boolean byDepth();

  /** Returns every parameter as text. */
  Map<String, String> parameters();

  /** Returns what determines the weights and is not in full in the id. */
  String details();

  /** Says in what its results differ from those of the program whose notation it is written in. */
  default Optional<String> unlikeMergekit() {
    return Optional.empty();
  }

  /** Returns the parameters that tell this point from others of its kind, as text. */
  Map<String, String> distinctive();

  /** Returns the weight on think as text, where there is a single one. */
  Optional<String> alpha();
}
