package org.alphagrid.bench.generate;

import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;

/**
 * Counts how much work a token is.
 *
 * @param spec the model
 * @param parameters values of all tensors
 * @param decodeMultiplications matrix elements a decoded token meets, head included; of experts the
 *     chosen ones
 * @param prefillMultiplications matrix elements a prompt token meets: neither the head nor, in the
 *     last layer, anything behind the keys and values
 */
record ModelSize(
    DecoderSpec spec, long parameters, long decodeMultiplications, long prefillMultiplications) {
  static ModelSize of(Checkpoint checkpoint) {
    DecoderSpec spec = checkpoint.config().describe();
    long parameters = 0;
    long layers = 0;
    long lastRows = 0;
    String last = WeightLayout.inLayer(spec.layers() - 1, "");
    for (TensorEntry tensor : checkpoint.tensors()) {
      long elements = tensor.shape().elements();
      parameters += elements;
      boolean matrix = tensor.shape().rank() > 1 && tensor.name().startsWith("model.layers.");
      long met = matrix ? met(spec, tensor.name(), elements) : 0;
      layers += met;
      boolean behindCache = tensor.name().contains("o_proj") || tensor.name().contains(".mlp.");
      lastRows += behindCache && tensor.name().startsWith(last) ? met : 0;
    }
    long head = (long) spec.vocabularySize() * spec.hiddenSize();
    return new ModelSize(spec, parameters, layers + head, layers - lastRows);
  }

  /**
   * Returns the elements of a tensor that a token is multiplied with: of experts, the chosen ones.
   */
  private static long met(DecoderSpec spec, String tensor, long elements) {
    if (!tensor.contains(".mlp.experts.")) {
      return elements;
    }
    int layer = Integer.parseInt(tensor.split("\\.")[2]);
    Experts experts = (Experts) spec.blocks().get(layer).feedForward();
    return elements * experts.chosen() / experts.count();
  }

  /** Returns the bytes of float32 weights that one step reads whatever its batch. */
  long stepBytes() {
    return decodeMultiplications * Float.BYTES;
  }

  /** Returns the bytes of all weights in float32, the compute type on a CPU. */
  long computeBytes() {
    return parameters * Float.BYTES;
  }

  /** Returns the bytes of keys and values of one position in float32. */
  long positionBytes() {
    return 2L * spec.layers() * spec.attention().keyValueWidth() * Float.BYTES;
  }
}
