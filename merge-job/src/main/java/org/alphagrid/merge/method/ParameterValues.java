package org.alphagrid.merge.method;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.plugin.Suggestion;

/**
 * Holds one exact value for every parameter, defaults filled in.
 *
 * @param values by name
 */
public record ParameterValues(SortedMap<String, BigDecimal> values) implements Serializable {
  public ParameterValues {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Checks the values of a sweep's point against what the method declares and fills in its
   * defaults.
   *
   * @throws IllegalArgumentException on an unknown or missing parameter or one out of range
   */
  public static ParameterValues of(MergeMethod method, Map<String, BigDecimal> given) {
    return of("method " + method.name(), SweepForm.parameters(method), given);
  }

  /**
   * Checks given values against declared parameters and fills in defaults.
   *
   * @param owner what the parameters belong to, for messages
   * @throws IllegalArgumentException on an unknown or missing parameter or one out of range
   */
  public static ParameterValues of(
      String owner, List<ParameterSpec> declared, Map<String, BigDecimal> given) {
    SortedMap<String, BigDecimal> values = new TreeMap<>();
    for (ParameterSpec spec : declared) {
      BigDecimal value =
          given.containsKey(spec.name())
              ? given.get(spec.name())
              : spec.absent()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "Missing required parameter '%s' of %s"
                                  .formatted(spec.name(), owner)));
      if (!spec.accepts(value)) {
        throw new IllegalArgumentException(
            "Invalid %s of %s: %s (must be from %s to %s)"
                .formatted(
                    spec.name(),
                    owner,
                    value.toPlainString(),
                    spec.least().toPlainString(),
                    spec.most().toPlainString()));
      }
      values.put(spec.name(), value);
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            Suggestion.unknown("parameter of " + owner, name, values.keySet()));
      }
    }
    return new ParameterValues(values);
  }

  /** Returns a parameter's exact value. */
  public BigDecimal exact(String name) {
    return values.get(name);
  }

  /** Returns the double nearest to a parameter's value. */
  public double number(String name) {
    return values.get(name).doubleValue();
  }

  /** Returns whether a switch is on. */
  public boolean flag(String name) {
    return values.get(name).signum() != 0;
  }

  /** Returns whether a parameter equals a whole number; 1.00 equals 1. */
  public boolean is(String name, int value) {
    return values.get(name).compareTo(BigDecimal.valueOf(value)) == 0;
  }
}
