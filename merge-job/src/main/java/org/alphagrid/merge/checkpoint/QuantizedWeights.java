package org.alphagrid.merge.checkpoint;

import java.io.IOException;
import java.util.Optional;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.architecture.ModelConfig;
import org.apache.hadoop.fs.Path;

/** Refuses quantized checkpoints: their stored numbers are codes, which have no average. */
final class QuantizedWeights {
  private static final String KEY = "quantization_config";

  private QuantizedWeights() {}

  static void refuse(Path directory, ModelConfig config) throws IOException {
    Optional<ConfigNode> said = config.optional(KEY);
    if (said.isEmpty()) {
      said =
          config
              .optional("text_config")
              .filter(ConfigNode::isObject)
              .flatMap(text -> text.optional(KEY));
    }
    if (said.isEmpty() && !Storage.exists(new Path(directory, "hf_quant_config.json"))) {
      return;
    }
    String how =
        said.filter(ConfigNode::isObject)
            .flatMap(node -> node.optional("quant_method"))
            .map(method -> " (" + method.text() + ")")
            .orElse("");
    throw new UserException(
        "Cannot open checkpoint %s: it is quantized%s; take the model it was made from, or convert it to bfloat16 or float32 and take %s out of its config.json"
            .formatted(directory, how, KEY));
  }
}
