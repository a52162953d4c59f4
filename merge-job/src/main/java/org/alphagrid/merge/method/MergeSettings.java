package org.alphagrid.merge.method;

import java.io.Serializable;
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
   * Returns the values of {@link ParameterSpec#WEIGHT}, one for each model, in the order of {@link
   * ParentBlock#models}.
   */
  public double[] weights() {
    return models.stream().mapToDouble(m -> m.number(ParameterSpec.WEIGHT.name())).toArray();
  }
}
