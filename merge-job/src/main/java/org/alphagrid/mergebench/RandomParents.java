package org.alphagrid.mergebench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.checkpoint.SafetensorsWriter;
import org.alphagrid.tensor.BlockMath;
import org.alphagrid.tensor.CounterRandom;
import org.alphagrid.tensor.DType;
import org.alphagrid.tensor.Shape;

/**
 * Random bfloat16 checkpoints with the tensors of Qwen2.5-0.5B: a base, and two models a few per
 * cent away from it.
 *
 * @param layers fewer than 24 give a smaller model
 * @param vocabulary fewer than 151,936 too
 */
record RandomParents(int layers, int vocabulary) {
  private static final int HIDDEN = 896;
  private static final int INTERMEDIATE = 4864;
  private static final int KEYS = 128;
  private static final int BLOCK = 1 << 16;
  private static final String CONFIG =
      """
      {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "hidden_act": "silu",
       "hidden_size": 896, "intermediate_size": 4864, "num_hidden_layers": %d,
       "num_attention_heads": 14, "num_key_value_heads": 2, "max_position_embeddings": 32768,
       "rms_norm_eps": 1e-06, "rope_theta": 1000000.0, "vocab_size": %d,
       "tie_word_embeddings": true, "torch_dtype": "bfloat16"}
      """;

  private Map<String, Shape> shapes() {
    Map<String, Shape> shapes = new TreeMap<>();
    shapes.put("model.embed_tokens.weight", Shape.of(vocabulary, HIDDEN));
    shapes.put("model.norm.weight", Shape.of(HIDDEN));
    for (int layer = 0; layer < layers; layer++) {
      String prefix = "model.layers." + layer + ".";
      shapes.put(prefix + "input_layernorm.weight", Shape.of(HIDDEN));
      shapes.put(prefix + "post_attention_layernorm.weight", Shape.of(HIDDEN));
      shapes.put(prefix + "self_attn.q_proj.weight", Shape.of(HIDDEN, HIDDEN));
      shapes.put(prefix + "self_attn.q_proj.bias", Shape.of(HIDDEN));
      shapes.put(prefix + "self_attn.k_proj.weight", Shape.of(KEYS, HIDDEN));
      shapes.put(prefix + "self_attn.k_proj.bias", Shape.of(KEYS));
      shapes.put(prefix + "self_attn.v_proj.weight", Shape.of(KEYS, HIDDEN));
      shapes.put(prefix + "self_attn.v_proj.bias", Shape.of(KEYS));
      shapes.put(prefix + "self_attn.o_proj.weight", Shape.of(HIDDEN, HIDDEN));
      shapes.put(prefix + "mlp.gate_proj.weight", Shape.of(INTERMEDIATE, HIDDEN));
      shapes.put(prefix + "mlp.up_proj.weight", Shape.of(INTERMEDIATE, HIDDEN));
      shapes.put(prefix + "mlp.down_proj.weight", Shape.of(HIDDEN, INTERMEDIATE));
    }
    return shapes;
  }

  /**
   * Writes one of them.
   *
   * @param number 0 for the base
   */
  void write(Path folder, int number) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), CONFIG.formatted(layers, vocabulary));
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    List<SafetensorsWriter.Announced> announced = new ArrayList<>();
    shapes()
        .forEach(
            (name, shape) ->
                announced.add(new SafetensorsWriter.Announced(name, DType.BF16, shape)));
    var file = Files.newOutputStream(folder.resolve("model.safetensors"));
    try (var writer = new SafetensorsWriter(new BufferedOutputStream(file, 1 << 20), announced)) {
      for (SafetensorsWriter.Announced tensor : announced) {
        write(writer, tensor, number);
      }
    }
  }

  private static void write(
      SafetensorsWriter writer, SafetensorsWriter.Announced tensor, int number) throws IOException {
    CounterRandom base = CounterRandom.of(0, tensor.name(), 0);
    CounterRandom own = CounterRandom.of(0, tensor.name(), number);
    float[] values = new float[BLOCK];
    byte[] stored = new byte[2 * BLOCK];
    long elements = tensor.shape().elements();
    for (long first = 0; first < elements; first += BLOCK) {
      int count = (int) Math.min(BLOCK, elements - first);
      for (int i = 0; i < count; i++) {
        values[i] = 0.03f * bell(base, first + i);
        values[i] += number == 0 ? 0 : 0.002f * bell(own, first + i);
      }
      BlockMath.fastest().encode(DType.BF16, values, count, stored, 0);
      writer.write(stored, 2 * count);
    }
  }

  /** The sum of two uniform numbers, which is bell enough. */
  private static float bell(CounterRandom random, long index) {
    double uniform = random.uniform(index);
    double second = uniform * 0x1p24;
    return (float) (uniform + (second - Math.floor(second)) - 1);
  }
}
