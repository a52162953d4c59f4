package org.alphagrid.grid;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.alphagrid.method.MergeMethod;
import org.alphagrid.method.ParameterSpec;
import org.alphagrid.method.ParameterValues;
import org.alphagrid.method.ParentRole;
import org.alphagrid.method.SweepForm;

/**
 * One model of a grid: an unmerged parent, or a method with one exact value per parameter.
 *
 * @param method the method's name; {@link #PARENT} for an unmerged parent
 * @param values every parameter of the method; empty for a parent
 * @param parent the parent whose weights this point has bit for bit; null for a true merge
 */
public record GridPoint(String method, ParameterValues values, ParentRole parent)
    implements Serializable {
  /** The method name of points that are parents. */
  public static final String PARENT = "parent";

  private static final String ALPHA = ParameterSpec.ALPHA.name();

  /** An unmerged parent. */
  public static GridPoint of(ParentRole parent) {
    return new GridPoint(PARENT, new ParameterValues(new TreeMap<>()), parent);
  }

  /** A method at checked values. */
  public static GridPoint of(MergeMethod method, ParameterValues values) {
    return new GridPoint(method.name(), values, method.reproduces(values).orElse(null));
  }

  /**
   * The canonical id, for example {@code ties/alpha=0.70,density=0.20}, made of {@link
   * #distinctive}; used in paths and rows.
   */
  public String id() {
    if (method.equals(PARENT)) {
      return PARENT + "/" + parent.key();
    }
    StringJoiner parts = new StringJoiner(",", method + "/", "");
    parts.setEmptyValue(method + "/default");
    distinctive().forEach((name, value) -> parts.add(name + "=" + value));
    return parts.toString();
  }

  /**
   * The parameters that tell this point from others of its method, as text: alpha first, then those
   * that differ from their defaults, in the order the method declares them.
   */
  public Map<String, String> distinctive() {
    Map<String, String> distinctive = new LinkedHashMap<>();
    if (!method.equals(PARENT)) {
      alpha().ifPresent(alpha -> distinctive.put(ALPHA, alpha));
      for (ParameterSpec spec : SweepForm.parameters(MergeMethod.CATALOG.find(method))) {
        BigDecimal value = values.exact(spec.name());
        boolean isDefault = spec.absent().map(d -> d.compareTo(value) == 0).orElse(false);
        // Compared whole, not by name: a method may have an alpha of its own that is no strength.
        if (!spec.equals(ParameterSpec.ALPHA) && !isDefault) {
          distinctive.put(spec.name(), text(value));
        }
      }
    }
    return distinctive;
  }

  /** The id of the point whose weights this one has: a parent's, or its own. */
  public String modelId() {
    return parent == null ? id() : of(parent).id();
  }

  /** Whether its weights are computed rather than taken from a parent. */
  public boolean isMerged() {
    return parent == null;
  }

  /** The weight on think as text: the parameter's value, 0 or 1 for the two blended parents. */
  public Optional<String> alpha() {
    if (method.equals(PARENT)) {
      return switch (parent) {
        case DIRECT -> Optional.of("0.00");
        case THINK -> Optional.of("1.00");
        case BASE -> Optional.empty();
      };
    }
    boolean blends =
        SweepForm.parameters(MergeMethod.CATALOG.find(method)).contains(ParameterSpec.ALPHA);
    return blends ? Optional.of(text(values.exact(ALPHA))) : Optional.empty();
  }

  /** A decimal without needless zeros, but at least two places: 0.70, 0.125, 2.00. */
  public static String text(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
  }
}
