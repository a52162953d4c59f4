package org.alphagrid.method;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.plugin.Suggestion;

/**
 * One exact value for every parameter of a method, defaults filled in.
 *
 * @param values by name
 */
public record ParameterValues(SortedMap<String, BigDecimal> values) implements Serializable {
  public ParameterValues {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * Checks given values against what the method declares and fills in its defaults.
   *
   * @throws IllegalArgumentException on an unknown or missing parameter or one out of range
   */
  public static ParameterValues of(MergeMethod method, Map<String, BigDecimal> given) {
    SortedMap<String, BigDecimal> values = new TreeMap<>();
    for (ParameterSpec spec : method.parameters()) {
      BigDecimal value =
          given.containsKey(spec.name())
              ? given.get(spec.name())
              : spec.absent()
                  .orElseThrow(
                      () ->
                          new IllegalArgumentException(
                              "Missing required parameter '%s' of method %s"
                                  .formatted(spec.name(), method.name())));
      if (!spec.accepts(value)) {
        throw new IllegalArgumentException(
            "Invalid %s of method %s: %s (must be from %s to %s)"
                .formatted(
                    spec.name(),
                    method.name(),
                    value.toPlainString(),
                    spec.least().toPlainString(),
                    spec.most().toPlainString()));
      }
      values.put(spec.name(), value);
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(
            Suggestion.unknown("parameter of method " + method.name(), name, values.keySet()));
      }
    }
    return new ParameterValues(values);
  }

  /** The exact value. */
  public BigDecimal exact(String name) {
    return values.get(name);
  }

  /** The nearest double. */
  public double number(String name) {
    return values.get(name).doubleValue();
  }

  /** Whether two numbers are equal, whatever their trailing zeros. */
  public boolean is(String name, int value) {
    return values.get(name).compareTo(BigDecimal.valueOf(value)) == 0;
  }
}
