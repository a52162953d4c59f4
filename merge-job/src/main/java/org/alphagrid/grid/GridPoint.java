package org.alphagrid.grid;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.ParameterValues;
import org.alphagrid.method.ParentRole;

/**
 * One model of a grid: an unmerged parent, or a rule for merging parents.
 *
 * @param rule how it is merged; null for a parent
 * @param parent the parent whose weights this point has bit for bit; null for a true merge
 * @param equal id of an earlier point that merges the same in another way; null for none
 */
public record GridPoint(PointRule rule, ParentRole parent, String equal) implements Serializable {
  /** The method name of points that are parents. */
  public static final String PARENT = "parent";

  /** A point that is like no other as far as its notation tells. */
  public GridPoint(PointRule rule, ParentRole parent) {
    this(rule, parent, null);
  }

  /** This point, known to have the weights of another; null where it is known to be like none. */
  public GridPoint equalTo(String id) {
    return new GridPoint(rule, parent, id);
  }

  /** An unmerged parent. */
  public static GridPoint of(ParentRole parent) {
    return new GridPoint(null, parent);
  }

  /** Direct and think merged by a method, with one number for each parameter of a sweep. */
  public static GridPoint of(MergeMethod method, ParameterValues values) {
    Map<String, LayeredValue> layered = new TreeMap<>();
    values.values().forEach((name, value) -> layered.put(name, LayeredValue.of(value)));
    return new RuleReader(method).ofAlpha(Optional.empty(), layered);
  }

  /** The canonical id, for example {@code ties/alpha=0.70,density=0.20}; used in paths and rows. */
  public String id() {
    return rule == null ? PARENT + "/" + parent.key() : rule.id();
  }

  /** The method's name; {@link #PARENT} for an unmerged parent. */
  public String method() {
    return rule == null ? PARENT : rule.kind();
  }

  /**
   * The parameters that tell this point from others of its method, as text: alpha first, then those
   * that differ from their defaults, in the order the method declares them.
   */
  public Map<String, String> distinctive() {
    return rule == null ? Map.of() : rule.distinctive();
  }

  /** Every parameter as text. */
  public Map<String, String> parameters() {
    return rule == null ? Map.of() : rule.parameters();
  }

  /** The id of the point whose weights this one has: a parent's, an equal point's or its own. */
  public String modelId() {
    if (parent != null) {
      return of(parent).id();
    }
    return equal == null ? id() : equal;
  }

  /** Whether its weights are a true merge's rather than a parent's. */
  public boolean isMerged() {
    return parent == null;
  }

  /** The weight on think as text: the parameter's value, 0 or 1 for the two blended parents. */
  public Optional<String> alpha() {
    if (rule != null) {
      return rule.alpha();
    }
    if (parent.equals(ParentRole.DIRECT)) {
      return Optional.of("0.00");
    }
    return parent.equals(ParentRole.THINK) ? Optional.of("1.00") : Optional.empty();
  }

  /** A decimal without needless zeros, but at least two places: 0.70, 0.125, 2.00. */
  public static String text(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
  }
}
