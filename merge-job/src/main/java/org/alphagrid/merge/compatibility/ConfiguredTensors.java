package org.alphagrid.merge.compatibility;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.checkpoint.TensorEntry;

/** Holds the tensors of a model against what its configuration asks for. */
public final class ConfiguredTensors {
  private ConfiguredTensors() {}

  /**
   * Finds in what tensors are not those of the configuration.
   *
   * @param name what messages call the model
   * @return one difference of the family where the configuration cannot be described
   */
  public static List<Difference> differences(
      String name, ModelConfig config, Collection<TensorEntry> tensors) {
    DecoderSpec spec;
    try {
      spec = config.describe();
    } catch (IllegalArgumentException e) {
      return List.of(
          Difference.model(
              DifferenceNames.FAMILY,
              "%s can be merged, not evaluated: %s".formatted(name, e.getMessage())));
    }
    List<Difference> differences = new ArrayList<>();
    Map<String, TensorEntry> byName = new HashMap<>();
    tensors.forEach(tensor -> byName.put(tensor.name(), tensor));
    Set<String> asked = new HashSet<>();
    for (WeightSlot slot : WeightLayout.of(spec, byName.keySet())) {
      asked.add(slot.name());
      TensorEntry tensor = byName.get(slot.name());
      if (tensor == null) {
        differences.add(
            Difference.fatal(
                DifferenceNames.TENSORS,
                "tensor '%s' is missing in %s".formatted(slot.name(), name)));
      } else if (!tensor.shape().equals(slot.shape())) {
        differences.add(
            Difference.fatal(
                DifferenceNames.SHAPES,
                "tensor '%s' is %s in %s, its config.json asks for %s"
                    .formatted(slot.name(), tensor.shape(), name, slot.shape())));
      }
    }
    for (TensorEntry tensor : tensors) {
      if (!asked.contains(tensor.name())) {
        differences.add(
            Difference.fatal(
                DifferenceNames.TENSORS,
                "tensor '%s' in %s is not part of a %s model"
                    .formatted(tensor.name(), name, config.modelType())));
      }
    }
    return differences;
  }
}
