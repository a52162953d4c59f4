package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.job.ModelShapes;
import org.alphagrid.merge.job.RandomCheckpoint;
import org.alphagrid.merge.tensor.DType;

/**
 * Writes tiny random checkpoints for tests: of the Qwen3 family unless another shape is named, and
 * cut into shards as the test likes.
 */
public final class TinyCheckpoint {
  private static final String CONFIG =
      """
      {
        "architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3", "hidden_act": "silu",
        "hidden_size": 32, "intermediate_size": 48, "num_hidden_layers": 2,
        "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 16,
        "max_position_embeddings": 256, "rms_norm_eps": 1e-06, "rope_theta": 10000,
        "vocab_size": 101, "tie_word_embeddings": true, "torch_dtype": "bfloat16"
      }
      """;

  private final ObjectNode config;
  private long seed = 1;
  private int shards = 1;
  private Function<WeightSlot, DType> dtype = slot -> DType.BF16;
  private Set<String> names = Set.of();

  public TinyCheckpoint() {
    this(CONFIG);
  }

  private TinyCheckpoint(String config) {
    try {
      this.config = (ObjectNode) new ObjectMapper().readTree(config);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The smallest shape of a family. */
  public static TinyCheckpoint pico(String family) {
    return new TinyCheckpoint(ModelShapes.config(ModelShapes.pico(family)));
  }

  /** Different seeds give different weights. */
  public TinyCheckpoint seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** Width of the residual stream. */
  public TinyCheckpoint hiddenSize(int hiddenSize) {
    return with("hidden_size", hiddenSize);
  }

  /** Rows of the embedding; 101 are tokens. */
  public TinyCheckpoint vocabulary(int vocabulary) {
    return with("vocab_size", vocabulary);
  }

  /** Whether the head is the embedding. */
  public TinyCheckpoint tied(boolean tied) {
    return with("tie_word_embeddings", tied);
  }

  /** Sets a key of the configuration: a number, a text, a flag, a list, a map or null. */
  public TinyCheckpoint with(String key, Object value) {
    config.set(key, new ObjectMapper().valueToTree(value));
    return this;
  }

  /** Takes a key out of the configuration. */
  public TinyCheckpoint without(String key) {
    config.remove(key);
    return this;
  }

  /** Number of shard files; more than one gets an index. */
  public TinyCheckpoint shards(int shards) {
    this.shards = shards;
    return this;
  }

  /** Stored element type. */
  public TinyCheckpoint dtype(DType dtype) {
    return dtypes(slot -> dtype);
  }

  /** Stored element type of each tensor. */
  public TinyCheckpoint dtypes(Function<WeightSlot, DType> dtype) {
    this.dtype = dtype;
    return this;
  }

  /** All experts of a layer in one tensor each way. */
  public TinyCheckpoint fusedExperts() {
    this.names = Set.of(WeightLayout.FUSED_GATE_UP);
    return this;
  }

  /** The configuration as it will be written. */
  public String config() {
    return config.toPrettyString();
  }

  /** What the configuration describes. */
  public DecoderSpec spec() {
    return ModelConfig.parse("config.json", config()).describe();
  }

  /** Writes everything and points at it as a model of this machine. */
  public LocalModel local(Path directory) {
    try {
      write(directory);
      try (Checkpoint checkpoint =
          Checkpoint.open(new org.apache.hadoop.fs.Path(directory.toUri()))) {
        return checkpoint.local();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stores a tied checkpoint's embedding once more, as its head, in a second shard named {@code
   * model-2.safetensors}.
   *
   * @param directory of a checkpoint with one shard
   */
  public static void copyOfTheEmbeddingAsHead(Path directory) throws IOException {
    ObjectNode index = new ObjectMapper().createObjectNode();
    ObjectNode shards = index.putObject("weight_map");
    try (Checkpoint checkpoint =
        Checkpoint.open(new org.apache.hadoop.fs.Path(directory.toUri()))) {
      checkpoint.tensors().forEach(t -> shards.put(t.name(), "model-1.safetensors"));
      TensorEntry embedding = checkpoint.tensor(WeightLayout.EMBEDDING_NAME);
      byte[] bytes = new byte[(int) embedding.bytes()];
      checkpoint.slice(embedding, 0, bytes.length).get(bytes);
      SafetensorsWriter.Announced head =
          new SafetensorsWriter.Announced(
              WeightLayout.HEAD_NAME, embedding.dtype(), embedding.shape());
      Path file = directory.resolve("model-2.safetensors");
      try (SafetensorsWriter writer =
          new SafetensorsWriter(Files.newOutputStream(file), List.of(head))) {
        writer.write(bytes, bytes.length);
      }
    }
    shards.put(WeightLayout.HEAD_NAME, "model-2.safetensors");
    Files.move(directory.resolve("model.safetensors"), directory.resolve("model-1.safetensors"));
    Files.writeString(directory.resolve("model.safetensors.index.json"), index.toString());
  }

  /** Writes config, weights and tokenizer files. */
  public Path write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("config.json"), config());
    TinyTokenizer.write(directory);
    RandomCheckpoint random = new RandomCheckpoint(config(), seed);
    List<WeightSlot> slots = WeightLayout.of(random.spec(), names);
    StringBuilder index = new StringBuilder();
    for (int shard = 0; shard < shards; shard++) {
      List<WeightSlot> part =
          slots.subList(slots.size() * shard / shards, slots.size() * (shard + 1) / shards);
      String name =
          shards == 1
              ? "model.safetensors"
              : "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards);
      random.writeShard(Files.newOutputStream(directory.resolve(name)), part, dtype);
      for (WeightSlot slot : part) {
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
}
