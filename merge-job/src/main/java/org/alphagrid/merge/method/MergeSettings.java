package org.alphagrid.merge.method;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.List;

/**
 * Holds the parameters of one merge of one tensor.
 *
 * @param method values that belong to the method
 * @param models values that belong to each model, in the order of {@link ParentBlock#models}
 * @param compatibility whether the published formula or mergekit is followed where they differ
 */
public record MergeSettings(
    ParameterValues method, List<ParameterValues> models, Compatibility compatibility)
    implements Serializable {
  private static final BigDecimal ROUNDING = new BigDecimal("1e-13");

  public MergeSettings {
    models = List.copyOf(models);
  }

  /** Returns the value of a parameter of the method as the nearest double. */
  public double number(String name) {
    return method.number(name);
  }

  /** Returns whether a switch of the method is on. */
  public boolean flag(String name) {
    return method.flag(name);
  }

  /** Returns whether mergekit is followed where it differs from the published formula. */
  public boolean likeMergekit() {
    return compatibility == Compatibility.MERGEKIT;
  }

  /**
   * Tells whether the weights sum to zero as they are written: 0.7, -0.4 and -0.3 do, though as
   * doubles they leave a rest. Weights between the knots of a gradient are rounded, so what is left
   * of them counts as zero too.
   */
  public boolean weightsCancel() {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal largest = BigDecimal.ZERO;
    for (ParameterValues model : models) {
      BigDecimal weight = model.exact(ParameterSpec.WEIGHT.name());
      sum = sum.add(weight);
      largest = largest.max(weight.abs());
    }
    return sum.abs().compareTo(largest.multiply(ROUNDING)) <= 0;
  }

  /**
   * Returns the values of {@link ParameterSpec#WEIGHT}, one for each model, in the order of {@link
   * ParentBlock#models}.
   */
  public double[] weights() {
    return models.stream().mapToDouble(m -> m.number(ParameterSpec.WEIGHT.name())).toArray();
  }
}
