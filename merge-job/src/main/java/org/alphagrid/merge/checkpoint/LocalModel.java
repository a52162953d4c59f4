package org.alphagrid.merge.checkpoint;

import java.util.Map;
import org.alphagrid.merge.architecture.ModelConfig;

/**
 * Holds a model ready to be run on this machine: its tensors by name and its configuration.
 *
 * @param name what messages call it, for example a directory or a point id
 * @param config the parsed {@code config.json}
 * @param tensors every tensor by its checkpoint name
 */
public record LocalModel(String name, ModelConfig config, Map<String, LocalTensor> tensors) {
  public LocalModel {
    tensors = Map.copyOf(tensors);
  }
}
