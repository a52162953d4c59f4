package org.alphagrid.merge.mergekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.engine.LocalTaskExecutor;
import org.alphagrid.merge.engine.ProgressListener;
import org.alphagrid.merge.method.Compatibility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergekitMergeTest {
  private static final String LINEAR =
      """
      merge_method: linear
      models:
        - model: direct
          parameters: {weight: 0.3}
        - model: think
          parameters:
            weight:
              - {filter: mlp, value: [0, 1]}
              - {filter: self_attn, value: 0.7}
              - {value: 0.1}
      """;

  @TempDir Path directory;

  @BeforeEach
  void writeModels() throws IOException {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).shards(2).write(directory.resolve("think"));
    new TinyCheckpoint().seed(3).write(directory.resolve("base"));
  }

  @Test
  void theFirstFilterThatMatchesCountsAndGradientsRunOverLayers() throws IOException {
    Map<String, float[]> merged = merge(LINEAR + "dtype: float32\n");
    Map<String, float[]> d = read("direct/model.safetensors");
    Map<String, float[]> t = think();
    for (Map.Entry<String, float[]> entry : merged.entrySet()) {
      String name = entry.getKey();
      float weight = name.contains("self_attn") ? 0.7f : 0.1f;
      weight = name.contains("layers.0.mlp") ? 0 : name.contains("layers.1.mlp") ? 1 : weight;
      for (int i = 0; i < entry.getValue().length; i++) {
        float expected =
            (0.3f * d.get(name)[i] + (weight == 0 ? 0 : weight * t.get(name)[i]))
                / (float) (0.3 + (double) (weight == 0.7f ? 0.7 : weight == 0.1f ? 0.1 : weight));
        assertThat(entry.getValue()[i]).as(name).isEqualTo(expected);
      }
    }
  }

  @Test
  void slicesStackLayersOfSeveralModels() throws IOException {
    Map<String, float[]> merged =
        merge(
            """
            merge_method: passthrough
            slices:
              - sources: [{model: direct, layer_range: [0, 2]}]
              - sources: [{model: base, layer_range: [1, 2]}]
            """);
    Map<String, float[]> direct = read("direct/model.safetensors");
    Map<String, float[]> base = read("base/model.safetensors");
    String tensor = "model.layers.%d.mlp.up_proj.weight";
    assertThat(merged.get(tensor.formatted(1))).isEqualTo(direct.get(tensor.formatted(1)));
    assertThat(merged.get(tensor.formatted(2))).isEqualTo(base.get(tensor.formatted(1)));
    assertThat(merged.get("model.embed_tokens.weight"))
        .isEqualTo(direct.get("model.embed_tokens.weight"));
    assertThat(merged.get("model.norm.weight")).isEqualTo(base.get("model.norm.weight"));
    assertThat(
            new ObjectMapper()
                .readTree(directory.resolve("out/config.json").toFile())
                .path("num_hidden_layers")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void shardsDoNotChangeRandomMasksAndARerunIsRecognised() throws IOException {
    String yaml =
        """
        merge_method: dare_ties
        base_model: base
        models:
          - {model: direct, parameters: {weight: 0.5, density: 0.5}}
          - {model: think, parameters: {weight: 0.5, density: 0.4}}
        parameters: {int8_mask: true, seed: 7}
        dtype: bfloat16
        """;
    Map<String, float[]> whole = merge(yaml);
    MergekitMerge.Outcome again = run(yaml, "out", 5_000_000_000L);
    assertThat(again.merged()).isFalse();
    MergekitMerge.Outcome cut = run(yaml, "cut", 9000);
    assertThat(cut.notes())
        .containsExactly(
            "unlike mergekit: random masks follow from seed and tensor name; computes in float32"
                + " and rounds once");
    Map<String, float[]> parts = new java.util.TreeMap<>();
    try (Stream<Path> files = Files.list(directory.resolve("cut"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
        parts.putAll(BareSafetensors.read(file));
      }
    }
    assertThat(parts.keySet()).isEqualTo(whole.keySet());
    whole.forEach((name, values) -> assertThat(parts.get(name)).isEqualTo(values));
  }

  @Test
  void equalRecipesAreRecognisedInAnyNotation() throws IOException {
    settle();
    merge(LINEAR + "dtype: float32\n");
    JsonNode manifest = json("out/merge-manifest.json");
    assertThat(manifest.path("digested")).hasSize(2);
    String sameWithOtherWords =
        "# the same\ndtype: 'float32'\n"
            + LINEAR
                .replace("weight: 0.3", "weight: [0.30, 0.3]")
                .replace("value: 0.1", "value: 0.10");
    assertThat(run(sameWithOtherWords, "out", 1 << 30).merged()).isFalse();
    refuses(
        LINEAR.replace("value: 0.1", "value: 0.2") + "dtype: float32\n", "something else is there");
    refuses(LINEAR + "dtype: float16\n", "something else is there");
    refuses(LINEAR + "dtype: float32\nchat_template: chatml\n", "something else is there");
    // Digests are remembered: a wrong one is believed as long as the files look the same.
    Path file = directory.resolve("out/merge-manifest.json");
    String text = Files.readString(file);
    String digest = manifest.path("recipe").path("parents").path("think").asText();
    Files.writeString(file, text.replace(digest, "0".repeat(64)));
    refuses(LINEAR + "dtype: float32\n", "something else is there");
    Files.writeString(file, text);
    assertThat(run(LINEAR + "dtype: float32\n", "out", 1 << 30).merged()).isFalse();
    Files.writeString(directory.resolve("direct/chat_template.jinja"), "{{ other }}");
    refuses(LINEAR + "dtype: float32\n", "something else is there");
  }

  private void settle() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".safetensors")).toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
      }
    }
  }

  @Test
  void unknownKeysAreNamed() {
    refuses(LINEAR.replace("weight: 0.3", "wieght: 0.3"), "'wieght'; did you mean 'weight'?");
    refuses(LINEAR + "dtpye: float32\n", "Unknown key 'dtpye'; did you mean 'dtype'?");
    refuses(LINEAR + "normalize: true\n", "Unknown key 'normalize'");
    refuses(
        LINEAR + "chat_template: chatlm\n",
        "Unknown chat_template 'chatlm'; did you mean 'chatml'?");
    refuses(LINEAR + "tokenizer_source: else\n", "must be union, base or one of the models");
    refuses(
        LINEAR + "tokenizer_source: base\ntokenizer: {source: base}\n",
        "either 'tokenizer_source' or 'tokenizer'");
    refuses(
        LINEAR + "tokenizer: {tokens: {nothing: {source: think}}}\n",
        "model think has no token 'nothing'");
    refuses(LINEAR + "modules: {default: {}}\n", "one of 'models', 'slices' and 'modules'");
    refuses(
        LINEAR.replace("model: direct", "model: direct+adapter"),
        "Unsupported model reference direct+adapter",
        "LoRA");
    refuses(
        "merge_method: linear\nmodules: {text: {}, vision: {}}\n",
        "Unsupported modules: [text, vision]");
    refuses(LINEAR.replace("linear", "liner"), "Unknown merge method 'liner'");
    refuses(LINEAR.replace("linear", "ties"), "Method ties needs a base; add base_model");
    refuses(
        LINEAR.replace("weight: 0.3", "normalize: 1"), "'normalize' belongs to the whole merge");
    refuses(LINEAR.replace("{weight: 0.3}", "{}"), "Missing required parameter 'weight'");
    refuses(LINEAR.replace("model: direct", "model: nowhere"), "nowhere", "no such directory");
    refuses(
        LINEAR.replace("model: direct", "model: direct\n    weight: 1"), "Unknown key 'weight'");
  }

  @Test
  void moduleParametersStandBetweenSliceAndTop() throws IOException {
    Map<String, float[]> merged =
        merge(
            """
            merge_method: task_arithmetic
            base_model: base
            modules:
              default:
                models:
                  - {model: think, parameters: {weight: 1}}
                parameters: {lambda: [{filter: mlp, value: 0}]}
            parameters: {lambda: 1}
            dtype: float32
            """);
    Map<String, float[]> think = think();
    Map<String, float[]> base = read("base/model.safetensors");
    String mlp = "model.layers.1.mlp.up_proj.weight";
    String query = "model.layers.1.self_attn.q_proj.weight";
    assertThat(merged.get(mlp)).isEqualTo(base.get(mlp));
    for (int i = 0; i < think.get(query).length; i++) {
      assertThat(merged.get(query)[i])
          .isCloseTo(think.get(query)[i], org.assertj.core.data.Offset.offset(1e-6f));
    }
  }

  @Test
  void theResultIsCardTokenizerAndTemplateToo() throws IOException {
    Files.writeString(
        directory.resolve("direct/README.md"), "---\nlicense: apache-2.0\n---\n# Direct\n");
    Files.writeString(
        directory.resolve("think/README.md"), "---\nlicense: 'apache-2.0'\n---\n# Think\n");
    merge(LINEAR + "chat_template: chatml\n");
    assertThat(directory.resolve("out/README.md"))
        .content()
        .startsWith("---\nlicense: apache-2.0\n")
        .contains("| direct | `direct` | apache-2.0 | `sha256:", "merge_method: linear");
    assertThat(json("out/tokenizer_config.json").path("chat_template").asText())
        .contains("add_generation_prompt")
        .startsWith("{% for message in messages %}{{ '<|im_start|>'");
    assertThat(json("out/generation_config.json").path("eos_token_id")).hasSize(2);
    assertThat(json("out/config.json").path("torch_dtype").asText()).isEqualTo("bfloat16");
  }

  @Test
  void configsAndTokenizersAreComparedAndOverriddenByName() throws IOException {
    Path config = directory.resolve("think/config.json");
    Files.writeString(config, Files.readString(config).replace("10000", "1000000"));
    refuses(
        LINEAR, "config.rope_theta: config.json: rope_theta is 10000 in direct, 1000000 in think");
    Files.writeString(directory.resolve("config.yml"), LINEAR);
    MergekitMerge.Outcome outcome =
        MergekitMerge.run(
            hadoop(directory.resolve("config.yml")),
            hadoop(directory),
            hadoop(directory.resolve("out")),
            Compatibility.NONE,
            Set.of("config.rope_theta"),
            1 << 30,
            new LocalTaskExecutor(2, ProgressListener.NONE));
    assertThat(outcome.notes())
        .anyMatch(note -> note.startsWith("the models differ: config.json: rope_theta"));
    assertThat(json("out/merge-manifest.json").path("differences"))
        .extracting(JsonNode::asText)
        .anyMatch(text -> text.startsWith("config.json: rope_theta is 10000 in direct"));
  }

  @Test
  void modelsOfOtherShapesAreRefused() throws IOException {
    new TinyCheckpoint().hiddenSize(48).write(directory.resolve("think"));
    Files.delete(directory.resolve("think/model.safetensors.index.json"));
    refuses(LINEAR, "Cannot merge these models", "is [101, 32] in direct, [101, 48] in think");
  }

  @Test
  void otherFilesAtTheTargetAreKept() throws IOException {
    Files.createDirectories(directory.resolve("out"));
    Files.writeString(directory.resolve("out/mine.txt"), "mine");
    refuses(LINEAR, "something else is there; name another --out");
    assertThat(directory.resolve("out/mine.txt")).hasContent("mine");
  }

  private void refuses(String yaml, String... parts) {
    assertThatThrownBy(() -> run(yaml, "out", 1 << 30))
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .noneMatch(name -> name.startsWith("_"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Map<String, float[]> merge(String yaml) throws IOException {
    assertThat(run(yaml, "out", 5_000_000_000L).merged()).isTrue();
    return read("out/model.safetensors");
  }

  private MergekitMerge.Outcome run(String yaml, String out, long maxShardBytes)
      throws IOException {
    Path file = directory.resolve("config.yml");
    Files.writeString(file, yaml);
    return MergekitMerge.run(
        hadoop(file),
        hadoop(directory),
        hadoop(directory.resolve(out)),
        Compatibility.NONE,
        Set.of(),
        maxShardBytes,
        new LocalTaskExecutor(2, ProgressListener.NONE));
  }

  private com.fasterxml.jackson.databind.JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(file).toFile());
  }

  private Map<String, float[]> think() throws IOException {
    Map<String, float[]> think = read("think/model-00001-of-00002.safetensors");
    think.putAll(read("think/model-00002-of-00002.safetensors"));
    return think;
  }

  private Map<String, float[]> read(String file) throws IOException {
    return BareSafetensors.read(directory.resolve(file));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
