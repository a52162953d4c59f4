package org.alphagrid.merge.grid;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;

/** Names one model of a grid: an unmerged parent, or a merge of parents. */
public sealed interface GridPoint extends Serializable permits ParentPoint, MergePoint {
  /** Makes the point of an unmerged parent. */
  static ParentPoint of(ParentRole parent) {
    return new ParentPoint(parent);
  }

  /** Makes the merge of direct and think by a method, with one number for each parameter. */
  static MergePoint of(MergeMethod method, ParameterValues values) {
    Map<String, LayeredValue> layered = new TreeMap<>();
    values.values().forEach((name, value) -> layered.put(name, LayeredValue.of(value)));
    return new RuleReader(method).ofAlpha(Optional.empty(), layered);
  }

  /**
   * Returns the canonical id, for example {@code ties/alpha=0.70,density=0.20}; used in paths and
   * rows.
   */
  String id();

  /** Returns the method's name; {@link ParentPoint#METHOD} for an unmerged parent. */
  String method();

  /**
   * Returns the parameters that tell this point from others of its method, as text: alpha first,
   * then those that differ from their defaults, in the order the method declares them.
   */
  Map<String, String> distinctive();

  /** Returns every parameter as text. */
  Map<String, String> parameters();

  /**
   * Returns the id of the point whose weights this one has: a parent's, an equal point's or its
   * own.
   */
  String modelId();

  /** Returns the parent whose weights this point has bit for bit; empty for a true merge. */
  Optional<ParentRole> parent();

  /** Tells whether its weights are a true merge's rather than a parent's. */
  default boolean isMerged() {
    return parent().isEmpty();
  }

  /**
   * Returns the weight on think as text: the parameter's value, 0 or 1 for the two blended parents.
   */
  Optional<String> alpha();

  /** Writes a decimal without needless zeros, but at least two places: 0.70, 0.125, 2.00. */
  static String text(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
  }
}
