package org.alphagrid.method;

import java.io.Serializable;
import java.util.List;

/**
 * The parameters of one merge of one tensor.
 *
 * @param method values that belong to the method
 * @param models values that belong to each model, in the order of {@link ParentBlock#models}
 * @param compatibility whose reading is followed
 */
public record MergeSettings(
    ParameterValues method, List<ParameterValues> models, Compatibility compatibility)
    implements Serializable {
  public MergeSettings {
    models = List.copyOf(models);
  }

  /** A value of the method. */
  public double number(String name) {
    return method.number(name);
  }

  /** A switch of the method. */
  public boolean flag(String name) {
    return method.flag(name);
  }

  /** Whether mergekit is followed where it departs from the formula. */
  public boolean likeMergekit() {
    return compatibility == Compatibility.MERGEKIT;
  }

  /** Every model's weight. */
  public double[] weights() {
    return models.stream().mapToDouble(m -> m.number(ParameterSpec.WEIGHT.name())).toArray();
  }
}
