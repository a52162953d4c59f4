package org.alphagrid.merge.mergekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.RawSafetensors;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.engine.LocalTaskExecutor;
import org.alphagrid.merge.engine.ProgressListener;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A merge by a mergekit file is checked against what it claims to be before it is published. */
class MergekitResultTest {
  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";
  private static final String HALVES =
      """
      merge_method: linear
      models:
        - {model: direct, parameters: {weight: 0.5}}
        - {model: think, parameters: {weight: 0.5}}
      dtype: float32
      """;
  private static final String STACK =
      """
      merge_method: passthrough
      slices:
        - sources: [{model: direct, layer_range: [0, 2]}]
        - sources: [{model: direct, layer_range: [1, 2]}]
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeModels() throws IOException {
    write("direct", new TinyCheckpoint().seed(1));
    write("think", new TinyCheckpoint().seed(2));
  }

  @ParameterizedTest
  @CsvSource({"direct, think", "think, direct"})
  void tiedAndUntiedModelsMergeIntoAnUntiedOne(String first, String second) throws IOException {
    write("think", new TinyCheckpoint().seed(2).tied(false));
    List<String> notes =
        merge(HALVES.replace("direct", "X").replace("think", second).replace("X", first)).notes();
    assertThat(notes).anyMatch(note -> note.contains("the embedding of direct also stands"));
    Map<String, float[]> merged = read("out");
    float[] embedding = read("direct").get(EMBEDDING);
    float[] head = read("think").get(HEAD);
    for (int i = 0; i < head.length; i++) {
      assertThat(merged.get(HEAD)[i]).isEqualTo(0.5f * embedding[i] + 0.5f * head[i]);
    }
    JsonNode config = json("out/config.json");
    assertThat(config.path("tie_word_embeddings").asBoolean(true)).isFalse();
    try (Checkpoint out = Checkpoint.open(hadoop(directory.resolve("out")))) {
      assertThat(out.config().describe().tokens().tied()).isFalse();
    }
  }

  @Test
  void stackedLayersKeepTheirTypes() throws IOException {
    write(
        "direct",
        new TinyCheckpoint()
            .with("layer_types", List.of("full_attention", "sliding_attention"))
            .with("sliding_window", 16)
            .with("max_window_layers", 1)
            .with("use_sliding_window", true));
    merge(STACK);
    assertThat(json("out/config.json").path("layer_types").toString())
        .isEqualTo("[\"full_attention\",\"sliding_attention\",\"sliding_attention\"]");
    assertThat(json("out/config.json").path("num_hidden_layers").asInt()).isEqualTo(3);
  }

  @Test
  void modelsOfOtherDepthsAreStacked() throws IOException {
    write(
        "direct",
        new TinyCheckpoint().with("layer_types", List.of("full_attention", "full_attention")));
    write(
        "think",
        new TinyCheckpoint()
            .with("num_hidden_layers", 3)
            .with("layer_types", List.of("full_attention", "full_attention", "full_attention")));
    merge(STACK.replace("direct, layer_range: [1, 2]", "think, layer_range: [2, 3]"));
    assertThat(json("out/config.json").path("layer_types")).hasSize(3);
    assertThat(json("out/config.json").path("num_hidden_layers").asInt()).isEqualTo(3);
  }

  @Test
  void towersBesideTheLanguageModelKeepTheirLayers() throws IOException {
    RawSafetensors weights = new RawSafetensors();
    for (int layer = 0; layer < 3; layer++) {
      weights.add("language_model.model.layers.%d.mlp.up_proj.weight".formatted(layer), layer, 2);
      weights.add("vision_tower.encoder.layers.%d.mlp.fc1.weight".formatted(layer), 9, 2);
    }
    weights
        .add("language_model.model.embed_tokens.weight", 7, 2, 2)
        .add("multi_modal_projector.linear.weight", 5, 2)
        .add("language_model.model.norm.weight", 6, 2)
        .write(directory.resolve("wrapped/model.safetensors"));
    Files.writeString(
        directory.resolve("wrapped/config.json"),
        "{\"model_type\": \"mystery\", \"text_config\": {\"num_hidden_layers\": 3},"
            + " \"vision_config\": {\"num_hidden_layers\": 3}}");
    List<String> notes =
        merge(STACK.replace("direct", "wrapped").replace("[0, 2]", "[0, 3]")).notes();
    assertThat(notes).anyMatch(note -> note.contains("the result can be merged, not evaluated"));
    Map<String, float[]> merged = read("out");
    assertThat(merged).hasSize(4 + 3 + 3);
    assertThat(merged.get("language_model.model.layers.3.mlp.up_proj.weight")[0]).isEqualTo(1);
    JsonNode config = json("out/config.json");
    assertThat(config.path("text_config").path("num_hidden_layers").asInt()).isEqualTo(4);
    assertThat(config.path("vision_config").path("num_hidden_layers").asInt()).isEqualTo(3);
    assertThat(config.has("num_hidden_layers")).isFalse();
  }

  @Test
  void resultThatIsNotItsConfigIsRefused() throws IOException {
    for (String model : List.of("direct", "think")) {
      Path file = directory.resolve(model + "/config.json");
      String text = Files.readString(file);
      Files.writeString(
          file, text.replace("\"intermediate_size\" : 48", "\"intermediate_size\" : 64"));
    }
    refuses(
        HALVES,
        "the result would not be what its config.json says",
        "is [48, 32] in the result, its config.json asks for [64, 32]");
  }

  @Test
  void noLayersAreRefused() {
    refuses(
        STACK.replace("[0, 2]", "[0, 0]").replace("[1, 2]", "[2, 2]"),
        "Invalid layer_range: every one is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"./think", "think/", "../%s/think", "link"})
  void modelIsItsFolderNotItsSpelling(String spelling) throws IOException {
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("think"));
    String other = spelling.formatted(directory.getFileName());
    String yaml =
        """
        merge_method: task_arithmetic
        base_model: %s
        models:
          - {model: direct, parameters: {weight: 0.5}}
          - {model: think, parameters: {weight: 0.5}}
        dtype: float32
        """;
    merge(yaml.formatted("think"));
    Map<String, float[]> same = read("out");
    assertThat(run(yaml.formatted(other), "other", Compatibility.NONE).merged()).isTrue();
    Map<String, float[]> spelled = read("other");
    same.forEach((name, values) -> assertThat(spelled.get(name)).isEqualTo(values));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "parameters: {weight: [{filter: self_atn, value: 1}, {value: 0.5}]}",
        "parameters: {weight: [{filter: layers.2., value: 1}, {value: 0.5}]}",
        "parameters: {weight: [{value: [{filter: upproj, value: 1}]}, {value: 0.5}]}"
      })
  void filterThatMatchesNothingIsAnError(String values) {
    String top = HALVES.replace(", parameters: {weight: 0.5}", "") + values + "\n";
    refuses(top, "it matches no tensor; tensors are named like 'model.layers.0.");
    refuses(
        HALVES.replaceFirst("parameters: \\{weight: 0.5}", values),
        "it matches no tensor; tensors are named like 'model.layers.0.");
    String slice =
        """
        merge_method: linear
        slices:
          - sources:
              - {model: direct, layer_range: [0, 2]}
              - {model: think, layer_range: [0, 2]}
            %s
        """;
    refuses(slice.formatted(values), "it matches no tensor");
  }

  @Test
  void filterOfATiedHeadIsNoMistake() throws IOException {
    merge(
        HALVES.replaceFirst("weight: 0.5", "weight: [{filter: lm_head, value: 0}, {value: 0.5}]"));
    assertThat(read("out")).doesNotContainKey(HEAD);
  }

  @Test
  void valuesByDepthNeedLayers() throws IOException {
    for (String model : List.of("a", "b")) {
      new RawSafetensors()
          .add("net.part0.weight", 1, 2)
          .add("net.part1.weight", 1, 2)
          .write(directory.resolve(model + "/model.safetensors"));
      Files.writeString(directory.resolve(model + "/config.json"), "{\"model_type\": \"mystery\"}");
    }
    String yaml = HALVES.replace("direct", "a").replace("think", "b");
    refuses(
        yaml.replaceFirst("weight: 0.5", "weight: [0, 1]"),
        "a list of values goes by layer",
        "named like 'net.part0.weight'");
    merge(yaml);
    assertThat(read("out")).hasSize(2);
  }

  @Test
  void vocabulariesOfOtherPaddingAreCroppedAsMergekitDoes() throws IOException {
    write("think", new TinyCheckpoint().seed(2).vocabulary(110));
    refuses(HALVES, "is [101, 32] in direct, [110, 32] in think; tokenizer_source");
    MergekitMerge.Outcome outcome = run(HALVES, "out", Compatibility.MERGEKIT);
    assertThat(outcome.notes())
        .anyMatch(note -> note.contains("the first 101 of think's 110 rows"));
    float[] ours = read("direct").get(EMBEDDING);
    float[] theirs = read("think").get(EMBEDDING);
    float[] merged = read("out").get(EMBEDDING);
    assertThat(merged).hasSameSizeAs(ours);
    for (int i = 0; i < ours.length; i++) {
      assertThat(merged[i]).isEqualTo(0.5f * ours[i] + 0.5f * theirs[i]);
    }
    assertThat(json("out/config.json").path("vocab_size").asInt()).isEqualTo(101);
    // Task vectors: to the base's rows, which must be the fewest.
    String ties = HALVES.replace("linear", "ties") + "base_model: direct\n";
    assertThat(run(ties, "ties", Compatibility.MERGEKIT).merged()).isTrue();
    refuses(
        ties.replace("base_model: direct", "base_model: think"), Compatibility.MERGEKIT, "[110");
    refuses(HALVES.replace("linear", "multislerp"), Compatibility.MERGEKIT, "[110, 32]");
  }

  @Test
  void valuesBeyondTheTypeAreRefused() throws IOException {
    for (String model : List.of("direct", "think")) {
      write(model, new TinyCheckpoint().dtype(DType.F32));
      Path file = directory.resolve(model + "/model.safetensors");
      byte[] bytes = Files.readAllBytes(file);
      java.nio.ByteBuffer.wrap(bytes)
          .order(java.nio.ByteOrder.LITTLE_ENDIAN)
          .putFloat(bytes.length - 8, 99_840);
      Files.write(file, bytes);
    }
    refuses(
        HALVES.replace("float32", "float16"),
        "Cannot merge tensor 'model.norm.weight': element 30 of the result is 99840.0, too large"
            + " for float16; choose dtype bfloat16 or float32");
    merge(HALVES.replace("float32", "bfloat16"));
    assertThat(read("out").get("model.norm.weight")[30]).isEqualTo(99_840);
  }

  @Test
  void weightsThatSumToZeroAsWrittenAreRefused() throws IOException {
    write("base", new TinyCheckpoint().seed(3));
    String three =
        """
        merge_method: %s
        models:
          - {model: direct, parameters: {weight: 0.7}}
          - {model: think, parameters: {weight: -0.4}}
          - {model: base, parameters: {weight: %s}}
        dtype: float32
        """;
    for (String method : List.of("linear", "multislerp")) {
      refuses(three.formatted(method, "-0.3"), "must not sum to 0");
      refuses(three.formatted(method, "[-0.3, -0.30]"), "must not sum to 0");
      refuses(three.formatted(method, "[-0.2, -0.3]"), "must not sum to 0", "layers.1.");
    }
    merge(three.formatted("linear", "-0.2"));
    assertThat(read("out")).isNotEmpty();
  }

  @Test
  void emptyFolderIsFilled() throws IOException {
    Files.createDirectories(directory.resolve("out"));
    merge(HALVES);
    assertThat(run(HALVES, "out", Compatibility.NONE).merged()).isFalse();
  }

  @Test
  void typeOfMixedWeightsIsTold() throws IOException {
    write(
        "direct",
        new TinyCheckpoint().dtypes(slot -> slot.name().contains("norm") ? DType.F32 : DType.BF16));
    String open = HALVES.replace("dtype: float32\n", "");
    assertThat(merge(open).notes())
        .anyMatch(note -> note.startsWith("weights are stored as float32, since direct"));
    assertThat(run(HALVES, "said", Compatibility.NONE).notes())
        .noneMatch(note -> note.startsWith("weights are stored"));
  }

  @Test
  void differencesAreAllowedInTheSyntaxOfTheCommand() throws IOException {
    write("think", new TinyCheckpoint().with("rope_theta", 500).with("rms_norm_eps", 1e-5));
    refuses(HALVES, "--allow config.rms_norm_eps,config.rope_theta");
  }

  @Test
  void mixtureFilesAreToldFromMerges() {
    refuses(
        "base_model: direct\ngate_mode: random\nexperts: [{source_model: think}]\n",
        "experts of a mixture, as mergekit-moe reads them");
  }

  @Test
  void fusedExpertsAreTold() throws IOException {
    write("direct", TinyCheckpoint.pico("qwen3_moe").seed(1));
    write("think", TinyCheckpoint.pico("qwen3_moe").seed(2).fusedExperts());
    refuses(HALVES, "the experts of a layer are one tensor in think and apart in direct");
  }

  private void write(String name, TinyCheckpoint checkpoint) throws IOException {
    checkpoint.write(directory.resolve(name));
  }

  private void refuses(String yaml, String... parts) {
    refuses(yaml, Compatibility.NONE, parts);
  }

  private void refuses(String yaml, Compatibility compatibility, String... parts) {
    assertThatThrownBy(() -> run(yaml, "refused", compatibility))
        .isInstanceOf(org.alphagrid.core.UserException.class)
        .hasMessageContainingAll(parts);
    assertThat(directory.resolve("refused")).doesNotExist();
  }

  private MergekitMerge.Outcome merge(String yaml) throws IOException {
    MergekitMerge.Outcome outcome = run(yaml, "out", Compatibility.NONE);
    assertThat(outcome.merged()).isTrue();
    return outcome;
  }

  private MergekitMerge.Outcome run(String yaml, String out, Compatibility compatibility)
      throws IOException {
    Path file = Files.writeString(directory.resolve("config.yml"), yaml);
    return MergekitMerge.run(
        hadoop(file),
        hadoop(directory),
        hadoop(directory.resolve(out)),
        compatibility,
        Set.of(),
        1 << 30,
        new LocalTaskExecutor(2, ProgressListener.NONE));
  }

  private Map<String, float[]> read(String model) throws IOException {
    return BareSafetensors.read(directory.resolve(model + "/model.safetensors"));
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(file).toFile());
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
