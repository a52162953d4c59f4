package org.alphagrid.merge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** What can be wrong with a parent on a disk. */
public enum DamagedParent {
  TRUNCATED("Cannot read tensor 'model.norm.weight'", "ends at byte 49920, file has 49919"),
  LONGER_THAN_ITS_TENSORS("tensors end at byte 49920, file has 49927 after its header"),
  HEADER_LONGER_THAN_FILE("header ends at byte 60008, file has"),
  HEADER_NO_JSON("header is not valid JSON"),
  OVERLAP(
      "Cannot read tensor 'model.layers.0.self_attn.q_proj.weight'",
      "begins at byte 6590, the one before ends at 6592"),
  OUT_OF_RANGE("Cannot read tensor 'model.norm.weight'", "ends at byte 59920, file has 49920"),
  BYTES_UNLIKE_SHAPE("Cannot read tensor 'model.norm.weight'", "do not hold BF16 [31]"),
  NAME_TWICE("header is not valid JSON: Duplicate field 'model.norm.weight'"),
  NAME_IN_TWO_SHARDS("stands in model-0.safetensors, the index says model-1.safetensors"),
  UNKNOWN_DTYPE("Cannot read tensor 'model.norm.weight'", "Unknown dtype 'F8_E4M3'"),
  INDEX_NAMES_A_GHOST("the index names tensor 'ghost' in model-1.safetensors"),
  INDEX_LEAVES_OUT(
      "tensor 'model.embed_tokens.weight' stands in model-1.safetensors", "does not name it"),
  SHARD_MISSING("shard model-2.safetensors is missing"),
  NO_CONFIG("it has no config.json"),
  OTHER_SHAPE("tensor 'model.layers.0.mlp.down_proj.weight' is [32, 48]", "[32, 40]"),
  OTHER_VOCABULARY("tensor 'model.embed_tokens.weight' is [101, 32]", "[104, 32]"),
  TENSOR_MISSING("'model.norm.weight'"),
  HEAD_UNLIKE_EMBEDDING("tensor 'lm_head.weight'", "is not the embedding");

  private static final String FILE = "model.safetensors";
  private static final String NORM = "model.norm.weight";

  private final List<String> complaints;

  DamagedParent(String... complaints) {
    this.complaints = List.of(complaints);
  }

  /** What a message about it says besides the parent's name. */
  public List<String> complaints() {
    return complaints;
  }

  /**
   * Damages an intact checkpoint.
   *
   * @param folder written by {@link TinyCheckpoint} with one shard
   */
  public void apply(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    switch (this) {
      case TRUNCATED -> resize(file, -1);
      case LONGER_THAN_ITS_TENSORS -> resize(file, 7);
      case HEADER_LONGER_THAN_FILE -> {
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 60_000);
        Files.write(file, bytes);
      }
      case HEADER_NO_JSON -> header(file, "\"shape\":", "\"shape\";");
      case OVERLAP -> header(file, "[6592,10688]", "[6590,10686]");
      case OUT_OF_RANGE -> header(file, "[49856,49920]", "[59856,59920]");
      case BYTES_UNLIKE_SHAPE ->
          header(file, "\"" + NORM + "\":{\"dtype\":\"BF16\",\"shape\":[32]", norm("BF16", 31));
      case NAME_TWICE -> header(file, "model.layers.1.self_attn.v_proj.weight", NORM);
      case UNKNOWN_DTYPE ->
          header(file, "\"" + NORM + "\":{\"dtype\":\"BF16\",\"shape\":[32]", norm("F8_E4M3", 32));
      case NAME_IN_TWO_SHARDS -> {
        shards(folder, true);
        Files.copy(folder.resolve("model-1.safetensors"), folder.resolve("model-0.safetensors"));
        text(
            folder.resolve("model.safetensors.index.json"),
            "\"model.embed_tokens.weight\":\"model-1",
            "\"model.embed_tokens.weight\":\"model-0");
      }
      case INDEX_NAMES_A_GHOST -> {
        shards(folder, true);
        text(
            folder.resolve("model.safetensors.index.json"),
            "\"weight_map\":{",
            "\"weight_map\":{\"ghost\":\"model-1.safetensors\",");
      }
      case INDEX_LEAVES_OUT -> {
        shards(folder, true);
        text(
            folder.resolve("model.safetensors.index.json"),
            "\"model.embed_tokens.weight\":\"model-1.safetensors\",",
            "");
      }
      case SHARD_MISSING -> {
        shards(folder, true);
        Files.delete(folder.resolve("model-2.safetensors"));
      }
      case TENSOR_MISSING -> {
        shards(folder, false);
        Files.move(folder.resolve("model-1.safetensors"), file);
      }
      case NO_CONFIG -> Files.delete(folder.resolve("config.json"));
      case OTHER_SHAPE -> rewrite(folder, new TinyCheckpoint().with("intermediate_size", 40));
      case OTHER_VOCABULARY -> rewrite(folder, new TinyCheckpoint().vocabulary(104));
      case HEAD_UNLIKE_EMBEDDING -> {
        TinyCheckpoint.copyOfTheEmbeddingAsHead(folder);
        Path head = folder.resolve("model-2.safetensors");
        byte[] bytes = Files.readAllBytes(head);
        bytes[bytes.length - 1] ^= 1;
        Files.write(head, bytes);
      }
      default -> throw new AssertionError(this);
    }
  }

  private static String norm(String dtype, int elements) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":[%d]".formatted(NORM, dtype, elements);
  }

  private static void resize(Path file, int more) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length + more));
  }

  private static void rewrite(Path folder, TinyCheckpoint other) throws IOException {
    Files.delete(folder.resolve(FILE));
    other.seed(2).write(folder);
  }

  private static void text(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  /** Changes the JSON of a file, keeping its stated length right and the tensors' bytes. */
  private static void header(Path file, String from, String to) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    String json = new String(bytes, 8, length, StandardCharsets.UTF_8);
    assertThat(json).contains(from);
    byte[] changed = json.replace(from, to).getBytes(StandardCharsets.UTF_8);
    ByteBuffer whole =
        ByteBuffer.allocate(bytes.length - length + changed.length).order(ByteOrder.LITTLE_ENDIAN);
    whole.putLong(changed.length).put(changed).put(bytes, 8 + length, bytes.length - 8 - length);
    Files.write(file, whole.array());
  }

  /** Spreads a checkpoint over two shards, the last tensor alone in the second. */
  private static void shards(Path folder, boolean second) throws IOException {
    Path file = folder.resolve(FILE);
    StringBuilder map = new StringBuilder();
    try (Checkpoint checkpoint = Checkpoint.open(new org.apache.hadoop.fs.Path(folder.toUri()))) {
      for (boolean last : new boolean[] {false, true}) {
        List<TensorEntry> part =
            checkpoint.tensors().stream().filter(t -> t.name().equals(NORM) == last).toList();
        String name = last ? "model-2.safetensors" : "model-1.safetensors";
        if (!last || second) {
          write(checkpoint, part, folder.resolve(name));
        }
        for (TensorEntry tensor : part) {
          map.append(map.isEmpty() ? "" : ",");
          map.append("\"%s\":\"%s\"".formatted(tensor.name(), name));
        }
      }
    }
    Files.delete(file);
    if (second) {
      Files.writeString(
          folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{" + map + "}}");
    }
  }

  private static void write(Checkpoint checkpoint, List<TensorEntry> tensors, Path file)
      throws IOException {
    List<SafetensorsWriter.Announced> announced =
        tensors.stream()
            .map(t -> new SafetensorsWriter.Announced(t.name(), t.dtype(), t.shape()))
            .toList();
    try (SafetensorsWriter writer = new SafetensorsWriter(Files.newOutputStream(file), announced)) {
      for (TensorEntry tensor : tensors) {
        byte[] bytes = new byte[(int) tensor.bytes()];
        checkpoint.slice(tensor, 0, bytes.length).get(bytes);
        writer.write(bytes, bytes.length);
      }
    }
  }
}
