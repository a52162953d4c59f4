package org.alphagrid.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.alphagrid.architecture.ModelConfig;
import org.alphagrid.architecture.WeightLayout;
import org.alphagrid.architecture.WeightSlot;
import org.alphagrid.tensor.BlockMath;
import org.alphagrid.tensor.DType;

/** Writes tiny random checkpoints of the Qwen3 family for tests. */
public final class TinyCheckpoint {
  private static final String CONFIG =
      """
      {
        "architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3", "hidden_act": "silu",
        "hidden_size": %d, "intermediate_size": 48, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16,
        "max_position_embeddings": 256, "rms_norm_eps": 1e-06, "rope_theta": 10000,
        "vocab_size": %d, "tie_word_embeddings": %b, "torch_dtype": "bfloat16"
      }
      """;

  private long seed = 1;
  private int hiddenSize = 32;
  private int vocabulary = 101;
  private boolean tied = true;
  private int shards = 1;
  private DType dtype = DType.BF16;

  /** Different seeds give different weights. */
  public TinyCheckpoint seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Width of the residual stream. */
  public TinyCheckpoint hiddenSize(int hiddenSize) {
    this.hiddenSize = hiddenSize;
    return this;
  }

  /** Rows of the embedding; 101 are tokens. */
  public TinyCheckpoint vocabulary(int vocabulary) {
    this.vocabulary = vocabulary;
    return this;
  }

  /** Whether the head is the embedding. */
  public TinyCheckpoint tied(boolean tied) {
    this.tied = tied;
    return this;
  }

  /** Number of shard files; more than one gets an index. */
  public TinyCheckpoint shards(int shards) {
    this.shards = shards;
    return this;
  }

  /** Stored element type. */
  public TinyCheckpoint dtype(DType dtype) {
    this.dtype = dtype;
    return this;
  }

  /** Writes config, weights and tokenizer files. */
  public Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    String config = CONFIG.formatted(hiddenSize, vocabulary, tied);
    Files.writeString(directory.resolve("config.json"), config);
    TinyTokenizer.write(directory);
    List<WeightSlot> slots = WeightLayout.of(ModelConfig.parse("tiny", config).describe());
    Random random = new Random(seed);
    StringBuilder index = new StringBuilder();
    for (int shard = 0; shard < shards; shard++) {
      int first = slots.size() * shard / shards;
      int end = slots.size() * (shard + 1) / shards;
      String name =
          shards == 1
              ? "model.safetensors"
              : "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
      writeShard(directory.resolve(name), slots.subList(first, end), random);
      for (WeightSlot slot : slots.subList(first, end)) {
        index.append(index.isEmpty() ? "" : ",\n");
        index.append("\"%s\": \"%s\"".formatted(slot.name(), name));
      }
    }
    if (shards > 1) {
      Files.writeString(
          directory.resolve("model.safetensors.index.json"),
          "{\"metadata\": {}, \"weight_map\": {" + index + "}}");
    }
    return directory;
  }

  private void writeShard(Path file, List<WeightSlot> slots, Random random) throws IOException {
    List<SafetensorsWriter.Announced> announced =
        slots.stream()
            .map(slot -> new SafetensorsWriter.Announced(slot.name(), dtype, slot.shape()))
            .toList();
    try (SafetensorsWriter writer = new SafetensorsWriter(Files.newOutputStream(file), announced)) {
      for (WeightSlot slot : slots) {
        int count = (int) slot.shape().elements();
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
          values[i] = (float) random.nextGaussian() * 0.1f;
        }
        byte[] bytes = new byte[count * dtype.bytes()];
        BlockMath.scalar().encode(dtype, values, count, bytes, 0);
        writer.write(bytes, bytes.length);
      }
    }
  }
}
