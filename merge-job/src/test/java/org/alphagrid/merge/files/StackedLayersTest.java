package org.alphagrid.merge.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.merge.architecture.ModelConfig;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.RawSafetensors;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration says of a layer goes with the layer. */
class StackedLayersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int[] STACK = {0, 1, 2, 1, 2, 3};

  @TempDir Path directory;

  @Test
  void everyListOfAllLayersFollows() throws IOException {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("num_hidden_layers", 4);
    keys.put("layer_types", List.of("a", "b", "c", "d"));
    keys.put("no_rope_layers", List.of(1, 1, 1, 0));
    keys.put("num_key_value_heads", List.of(2, 4, 8, 16));
    keys.put(
        "block_configs", List.of(Map.of("k", 0), Map.of("k", 1), Map.of("k", 2), Map.of("k", 3)));
    keys.put("hybrid_override_pattern", "M*M-");
    keys.put("mlp_only_layers", List.of(1, 3));
    keys.put("attn_layer_indices", List.of());
    keys.put("eos_token_id", List.of(1, 2, 3, 4));
    keys.put("architectures", List.of("XForCausalLM"));
    keys.put("rope_scaling", Map.of("short_factor", List.of(1, 2, 3, 4)));
    JsonNode stacked = stacked(keys);
    assertThat(texts(stacked.path("layer_types"))).containsExactly("a", "b", "c", "b", "c", "d");
    assertThat(texts(stacked.path("no_rope_layers"))).containsExactly("1", "1", "1", "1", "1", "0");
    assertThat(texts(stacked.path("num_key_value_heads")))
        .containsExactly("2", "4", "8", "4", "8", "16");
    assertThat(stacked.path("block_configs").path(5).path("k").asInt()).isEqualTo(3);
    assertThat(stacked.path("hybrid_override_pattern").asText()).isEqualTo("M*M*M-");
    assertThat(texts(stacked.path("mlp_only_layers"))).containsExactly("1", "3", "5");
    assertThat(stacked.path("attn_layer_indices")).isEmpty();
    assertThat(stacked.path("num_hidden_layers").asInt()).isEqualTo(6);
    // These have as many entries by chance.
    assertThat(stacked.path("eos_token_id")).hasSize(4);
    assertThat(stacked.path("rope_scaling").path("short_factor")).hasSize(4);
  }

  @Test
  void countIsWrittenWhereTheLanguageModelHasIt() throws IOException {
    JsonNode inside =
        stacked(
            Map.of(
                "vision_config", Map.of("num_hidden_layers", 2),
                "text_config",
                    Map.of("num_hidden_layers", 4, "layer_types", List.of("a", "b", "c", "d"))));
    assertThat(inside.has("num_hidden_layers")).isFalse();
    assertThat(inside.path("text_config").path("num_hidden_layers").asInt()).isEqualTo(6);
    assertThat(inside.path("text_config").path("layer_types")).hasSize(6);
    assertThat(inside.path("vision_config").path("num_hidden_layers").asInt()).isEqualTo(2);
    JsonNode older = stacked(Map.of("n_layer", 4));
    assertThat(older.path("n_layer").asInt()).isEqualTo(6);
    assertThat(older.has("num_hidden_layers")).isFalse();
  }

  @Test
  void layersOfAnotherModelBringWhatItSaysOfThem() throws IOException {
    Checkpoint first =
        checkpoint("first", Map.of("num_hidden_layers", 2, "layer_types", List.of("a", "b")));
    Checkpoint second =
        checkpoint("second", Map.of("num_hidden_layers", 2, "layer_types", List.of("c", "d")));
    ObjectNode root = (ObjectNode) JSON.readTree(first.configText());
    new StackedLayers(
            List.of(new StackedLayers.Origin(first, 0), new StackedLayers.Origin(second, 1)))
        .putInto(root);
    assertThat(texts(root.path("layer_types"))).containsExactly("a", "d");
    first.close();
    second.close();
  }

  @Test
  void layerThatNothingIsSaidOfIsNamed() throws IOException {
    for (Object said : List.of(List.of("a", "b"), "ab")) {
      Checkpoint first = checkpoint("first", Map.of("num_hidden_layers", 2, "layer_pattern", said));
      Checkpoint second = checkpoint("second", Map.of("num_hidden_layers", 3));
      ObjectNode root = (ObjectNode) JSON.readTree(first.configText());
      StackedLayers stacked = new StackedLayers(List.of(new StackedLayers.Origin(second, 2)));
      assertThatThrownBy(() -> stacked.putInto(root))
          .hasMessageContaining("Cannot stack layer 2 of")
          .hasMessageContaining("layer_pattern of config.json says nothing of it");
      first.close();
      second.close();
    }
  }

  @Test
  void ruleByNumberIsSpelledOutWhereNumbersChange() throws IOException {
    TinyCheckpoint gemma = TinyCheckpoint.pico("gemma2");
    Path folder = gemma.write(directory.resolve("gemma"));
    try (Checkpoint checkpoint = open(folder)) {
      int layers = checkpoint.config().describe().layers();
      List<StackedLayers.Origin> twice = new ArrayList<>();
      for (int layer : new int[] {0, 0, layers - 1}) {
        twice.add(new StackedLayers.Origin(checkpoint, layer));
      }
      MergedConfig config =
          MergedConfig.of(
              checkpoint,
              org.alphagrid.merge.tensor.DType.BF16,
              checkpoint.tensors(),
              java.util.Optional.of(new StackedLayers(twice)),
              java.util.OptionalInt.empty(),
              java.util.Optional.empty());
      var wanted = checkpoint.config().describe().blocks();
      assertThat(ModelConfig.parse("config.json", config.json().toString()).describe().blocks())
          .containsExactly(wanted.get(0), wanted.get(0), wanted.get(layers - 1));
      assertThat(config.json().path("layer_types")).hasSize(3);
    }
  }

  private JsonNode stacked(Map<String, Object> keys) throws IOException {
    try (Checkpoint checkpoint = checkpoint("model", keys)) {
      ObjectNode root = (ObjectNode) JSON.readTree(checkpoint.configText());
      List<StackedLayers.Origin> origins = new ArrayList<>();
      for (int layer : STACK) {
        origins.add(new StackedLayers.Origin(checkpoint, layer));
      }
      new StackedLayers(origins).putInto(root);
      return root;
    }
  }

  private Checkpoint checkpoint(String name, Map<String, Object> keys) throws IOException {
    Path folder = directory.resolve(name);
    new RawSafetensors().add("w", 1, 1).write(folder.resolve("model.safetensors"));
    ObjectNode root = JSON.valueToTree(keys);
    Files.writeString(folder.resolve("config.json"), root.put("model_type", "mystery").toString());
    return open(folder);
  }

  private static Checkpoint open(Path folder) throws IOException {
    return Checkpoint.open(new org.apache.hadoop.fs.Path(folder.toUri()));
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
