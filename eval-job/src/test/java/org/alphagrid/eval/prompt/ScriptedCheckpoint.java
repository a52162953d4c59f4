package org.alphagrid.eval.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.eval.generate.tokenizer.TokenIds;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.tensor.DType;

/**
 * Writes checkpoints whose weights say given tokens. Every id has a direction of its own, in the
 * embedding and in the head; attention adds nothing; one row of the first feed-forward sees an id
 * and adds the direction of the id that follows it, hundreds of times as long. An id that nothing
 * follows repeats itself. Two of them can be merged: the heavier one is heard.
 */
public final class ScriptedCheckpoint {
  /** Ids, and so the width of the residual stream. */
  public static final int IDS = 320;

  private final ObjectNode config;
  private final int firstRow;
  private final Map<Integer, Integer> next = new TreeMap<>();

  /**
   * @param config the config.json; sizes are set here
   * @param firstRow rows of the feed-forward from there on are this model's, {@link #IDS} of them
   */
  ScriptedCheckpoint(ObjectNode config, int firstRow) {
    this.config =
        config
            .put("hidden_size", IDS)
            .put("intermediate_size", 2 * IDS)
            .put("num_hidden_layers", 2)
            .put("vocab_size", IDS)
            .put("torch_dtype", "float32");
    this.firstRow = firstRow;
  }

  /** After the first of these ids the others are said. */
  ScriptedCheckpoint says(TokenIds ids) {
    for (int i = 1; i < ids.length(); i++) {
      Integer before = next.put(ids.at(i - 1), ids.at(i));
      if (before != null && before != ids.at(i)) {
        throw new IllegalArgumentException("Two ids follow " + ids.at(i - 1) + " in " + ids);
      }
    }
    return this;
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config.toPrettyString());
    DecoderSpec spec = ModelConfig.parse("config.json", config.toString()).describe();
    List<WeightSlot> slots = WeightLayout.of(spec);
    List<SafetensorsWriter.Announced> announced =
        slots.stream()
            .map(slot -> new SafetensorsWriter.Announced(slot.name(), DType.F32, slot.shape()))
            .toList();
    try (SafetensorsWriter writer =
        new SafetensorsWriter(
            Files.newOutputStream(folder.resolve("model.safetensors")), announced)) {
      for (WeightSlot slot : slots) {
        byte[] bytes = bytes(values(slot));
        writer.write(bytes, bytes.length);
      }
    }
  }

  private float[] values(WeightSlot slot) {
    float[] values = new float[Math.toIntExact(slot.shape().elements())];
    switch (slot.role()) {
      case NORM -> Arrays.fill(values, 1);
      case EMBEDDING, HEAD -> {
        for (int id = 0; id < IDS; id++) {
          values[id * IDS + id] = 1;
        }
      }
      default -> next.forEach((from, to) -> put(slot.name(), values, from, to));
    }
    return values;
  }

  /** The fused matrix of gate and up has the gate's rows first. */
  private void put(String name, float[] values, int from, int to) {
    int row = firstRow + from;
    if (!name.startsWith("model.layers.0.mlp.") || !name.endsWith(".weight")) {
      return;
    }
    if (name.contains("down_proj")) {
      values[to * 2 * IDS + row] = 1;
    } else {
      values[row * IDS + from] = 1;
      if (name.contains("gate_up_proj")) {
        values[(2 * IDS + row) * IDS + from] = 1;
      }
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }
}
