package org.alphagrid.grid;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.MergeSettings;
import org.alphagrid.method.ParentRole;

/** What a true merge makes of which parents. Equal rules give equal weights. */
public interface PointRule extends Serializable {
  /** The point's id: canonical, different for different rules, a relative path. */
  String id();

  /** What points of this kind are called: the method, or the way it was written. */
  String kind();

  /** The method. */
  MergeMethod method();

  /** The parent that is the method's base or first operand. */
  Optional<ParentRole> base();

  /** The merged parents, in the order of {@link MergeSettings#models}. */
  List<ParentRole> models();

  /**
   * The method's parameters for one tensor.
   *
   * @throws IllegalArgumentException naming the tensor when a value is missing or out of range
   */
  MergeSettings at(TensorPlace place);

  /**
   * Refuses to merge models of another depth than the rule speaks of.
   *
   * @param layers that the parents have
   * @throws IllegalArgumentException saying which layers it speaks of
   */
  default void requireLayers(int layers) {}

  /** Every filter that values stand under. */
  List<TensorFilter> filters();

  /** Every parameter as text. */
  Map<String, String> parameters();

  /** What determines the weights and is not in full in the id. */
  String details();

  /** In what its results differ from those of the program whose notation it is written in. */
  default Optional<String> unlikePeer() {
    return Optional.empty();
  }

  /** What tells this point from others of its kind, as text. */
  Map<String, String> distinctive();

  /** The weight on think as text, where there is a single one. */
  Optional<String> alpha();
}
