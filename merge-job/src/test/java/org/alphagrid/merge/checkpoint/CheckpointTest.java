package org.alphagrid.merge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path directory;
  private Path index;

  @BeforeEach
  void writeThreeShards() throws IOException {
    new TinyCheckpoint().shards(3).write(directory);
    index = directory.resolve("model.safetensors.index.json");
  }

  @Test
  void shardingDoesNotChangeTheDigest(@TempDir Path single) throws IOException {
    new TinyCheckpoint().write(single);
    try (Checkpoint sharded = open();
        Checkpoint whole = Checkpoint.open(hadoop(single))) {
      assertThat(WeightDigest.of(sharded)).isEqualTo(WeightDigest.of(whole));
      assertThat(sharded.bytes()).isEqualTo(whole.bytes());
    }
  }

  @Test
  void digestDependsOnWeightsAndTypes(@TempDir Path other) throws IOException {
    new TinyCheckpoint().seed(2).write(other.resolve("seed"));
    new TinyCheckpoint().dtype(DType.F32).write(other.resolve("dtype"));
    try (Checkpoint first = open();
        Checkpoint seed = Checkpoint.open(hadoop(other.resolve("seed")));
        Checkpoint dtype = Checkpoint.open(hadoop(other.resolve("dtype")))) {
      assertThat(WeightDigest.of(seed)).isNotEqualTo(WeightDigest.of(first));
      assertThat(WeightDigest.of(dtype)).isNotEqualTo(WeightDigest.of(first));
    }
  }

  @Test
  void localModelPointsAtTheTensorsBytes() throws IOException {
    try (Checkpoint checkpoint = open()) {
      for (TensorEntry tensor : checkpoint.tensors()) {
        TensorBytes.InFile place =
            (TensorBytes.InFile) checkpoint.local().tensors().get(tensor.name()).bytes();
        byte[] file = Files.readAllBytes(place.file());
        byte[] expected = new byte[(int) tensor.bytes()];
        checkpoint.slice(tensor, 0, expected.length).get(expected);
        assertThat(file)
            .as(tensor.name())
            .containsSequence(expected)
            .hasSizeGreaterThanOrEqualTo((int) (place.offset() + place.length()));
        assertThat(
                java.util.Arrays.copyOfRange(
                    file, (int) place.offset(), (int) (place.offset() + place.length())))
            .isEqualTo(expected);
      }
    }
  }

  @Test
  void indexOfFiftyThousandTensorsOpens(@TempDir Path many) throws IOException {
    new TinyCheckpoint().write(many);
    Files.delete(many.resolve("model.safetensors"));
    StringBuilder map = new StringBuilder();
    for (int shard = 1; shard <= 2; shard++) {
      String name = "model-0000%d-of-00002.safetensors".formatted(shard);
      List<SafetensorsWriter.Announced> announced = new ArrayList<>();
      for (int t = 0; t < 25_000; t++) {
        String tensor = "expert.%d.%d.weight".formatted(shard, t);
        announced.add(new SafetensorsWriter.Announced(tensor, DType.BF16, Shape.of(1)));
        map.append(map.isEmpty() ? "" : ",").append('"' + tensor + "\":\"" + name + '"');
      }
      try (SafetensorsWriter writer =
          new SafetensorsWriter(Files.newOutputStream(many.resolve(name)), announced)) {
        writer.write(new byte[50_000], 50_000);
      }
    }
    Path list = many.resolve("model.safetensors.index.json");
    Files.writeString(list, "{\"weight_map\":{" + map + "}}");
    try (Checkpoint checkpoint = Checkpoint.open(hadoop(many))) {
      assertThat(checkpoint.tensors()).hasSize(50_000);
      assertThat(checkpoint.file(checkpoint.tensor("expert.2.24999.weight")).getName())
          .isEqualTo("model-00002-of-00002.safetensors");
    }
    Files.writeString(
        list, "{\"weight_map\":{" + map + ",\"ghost\":\"model-00002-of-00002.safetensors\"}}");
    assertThatThrownBy(() -> Checkpoint.open(hadoop(many)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "names tensor 'ghost' in model-00002-of-00002.safetensors, which does not hold it");
  }

  @Test
  void missingDirectoryIsNamed() {
    assertThatThrownBy(() -> Checkpoint.open(hadoop(directory.resolve("nowhere"))))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("no such directory");
  }

  @Test
  void missingShardIsNamed() throws IOException {
    Files.delete(directory.resolve("model-00002-of-00003.safetensors"));
    refuses("shard model-00002-of-00003.safetensors is missing");
  }

  @Test
  void truncatedShardIsNamedWithItsTensor() throws IOException {
    Path shard = directory.resolve("model-00003-of-00003.safetensors");
    byte[] bytes = Files.readAllBytes(shard);
    Files.write(shard, java.util.Arrays.copyOf(bytes, bytes.length - 1));
    refuses(
        "Cannot read tensor 'model.norm.weight'", "model-00003-of-00003.safetensors", "file has");
  }

  @Test
  void indexOfAMissingTensorIsRefused() throws IOException {
    edit(
        index,
        "\"model.norm.weight\"",
        "\"ghost\": \"model-00001-of-00003.safetensors\", \"model.norm.weight\"");
    refuses("the index names tensor 'ghost' in model-00001-of-00003.safetensors");
  }

  @Test
  void indexWithTheWrongShardIsRefused() throws IOException {
    edit(
        index,
        "\"model.norm.weight\": \"model-00003-of-00003.safetensors\"",
        "\"model.norm.weight\": \"model-00001-of-00003.safetensors\"");
    refuses(
        "tensor 'model.norm.weight' stands in model-00003-of-00003.safetensors, the index says model-00001");
  }

  @Test
  void indexWithoutATensorIsRefused() throws IOException {
    edit(index, ",\n\"model.norm.weight\": \"model-00003-of-00003.safetensors\"", "");
    refuses(
        "tensor 'model.norm.weight' stands in model-00003-of-00003.safetensors",
        "does not name it");
  }

  @Test
  void tensorInTwoShardsIsRefused() throws IOException {
    Files.copy(
        directory.resolve("model-00003-of-00003.safetensors"),
        directory.resolve("model-00002-of-00003.safetensors"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    refuses("stands in model-00002-of-00003.safetensors, the index says model-00003");
  }

  @Test
  void pickledWeightsAreRefusedByName() throws IOException {
    Files.delete(directory.resolve("model-00002-of-00003.safetensors"));
    Files.write(directory.resolve("pytorch_model.bin"), new byte[8]);
    refuses("pytorch_model.bin must be converted to safetensors");
  }

  @Test
  void indexOutsideTheDirectoryIsRefused() throws IOException {
    edit(index, "model-00002-of-00003.safetensors", "../model-00002-of-00003.safetensors");
    refuses("shard name '../model-00002-of-00003.safetensors' leaves the directory");
  }

  @Test
  void brokenIndexIsNamed() throws IOException {
    Files.writeString(index, "{", StandardOpenOption.TRUNCATE_EXISTING);
    refuses("model.safetensors.index.json: not valid JSON");
    Files.writeString(index, "{}", StandardOpenOption.TRUNCATE_EXISTING);
    refuses("it has no weight_map");
  }

  @Test
  void missingOrBrokenConfigIsNamed() throws IOException {
    Files.writeString(directory.resolve("config.json"), "{\"a\":");
    assertThatThrownBy(this::open)
        .isInstanceOf(UserException.class)
        .hasMessageContaining("config.json");
    Files.delete(directory.resolve("config.json"));
    refuses("it has no config.json");
  }

  private Checkpoint open() throws IOException {
    return Checkpoint.open(hadoop(directory));
  }

  private void refuses(String... parts) {
    assertThatThrownBy(this::open).isInstanceOf(UserException.class).hasMessageContainingAll(parts);
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
