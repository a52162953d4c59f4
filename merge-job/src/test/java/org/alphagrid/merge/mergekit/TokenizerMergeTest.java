package org.alphagrid.merge.mergekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.engine.LocalTaskExecutor;
import org.alphagrid.merge.engine.ProgressListener;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models of different vocabularies: which row of which model stands where. */
class TokenizerMergeTest {
  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final int WIDTH = 32;
  private static final String HALVES =
      """
      merge_method: linear
      base_model: direct
      models:
        - {model: direct, parameters: {weight: 0.5}}
        - {model: think, parameters: {weight: 0.5}}
      dtype: float32
      """;

  @TempDir Path directory;

  /** Think has tokens of its own: an added one, a plain one, and two that trade places. */
  @BeforeEach
  void writeModels() throws IOException {
    new TinyCheckpoint().seed(1).dtype(DType.F32).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).dtype(DType.F32).vocabulary(110).write(directory.resolve("think"));
    Path file = directory.resolve("think/tokenizer.json");
    ObjectNode tokenizer = (ObjectNode) new ObjectMapper().readTree(file.toFile());
    ObjectNode vocabulary = (ObjectNode) tokenizer.path("model").path("vocab");
    int a = vocabulary.path("a").asInt();
    int b = vocabulary.path("b").asInt();
    vocabulary.put("a", b).put("b", a).put("ab", vocabulary.size());
    ((ArrayNode) tokenizer.path("model").path("merges")).add("a b");
    ((ArrayNode) tokenizer.path("added_tokens"))
        .addObject()
        .put("id", vocabulary.size())
        .put("content", "<tool>")
        .put("special", true);
    Files.writeString(file, tokenizer.toString());
  }

  @Test
  void unionKeepsBaseIdsAndAppendsNewTokens() throws IOException {
    Map<String, Integer> ids = merge(HALVES + "tokenizer_source: union\n");
    Map<String, Integer> direct = ids("direct");
    Map<String, Integer> think = ids("think");
    direct.forEach((token, id) -> assertThat(ids.get(token)).as(token).isEqualTo(id));
    assertThat(ids.keySet()).contains("ab", "<tool>").hasSize(direct.size() + 2);
    float[][] merged = rows("out");
    float[][] ours = rows("direct");
    float[][] theirs = rows("think");
    assertThat(merged).hasDimensions(direct.size() + 2, WIDTH);
    for (Map.Entry<String, Integer> token : ids.entrySet()) {
      float[] their = theirs[think.get(token.getKey())];
      // Only think has the new ones: then its row is everyone's.
      float[] our = direct.containsKey(token.getKey()) ? ours[token.getValue()] : their;
      for (int i = 0; i < WIDTH; i++) {
        assertThat(merged[token.getValue()][i])
            .as(token.getKey())
            .isEqualTo(0.5f * our[i] + 0.5f * their[i]);
      }
    }
    JsonNode config = json("out/config.json");
    assertThat(config.path("vocab_size").asInt()).isEqualTo(direct.size() + 2);
    assertThat(json("out/tokenizer.json").path("model").path("merges").get(0).asText())
        .isEqualTo("a b");
    try (var left = Files.list(directory)) {
      assertThat(left.map(p -> p.getFileName().toString())).noneMatch(n -> n.startsWith("_"));
    }
  }

  @Test
  void vocabularyIsThatOfTheBaseOrOneModel() throws IOException {
    merge(HALVES + "tokenizer_source: base\n");
    assertThat(rows("out")).hasDimensions(ids("direct").size(), WIDTH);
    assertThat(json("out/tokenizer.json")).isEqualTo(json("direct/tokenizer.json"));
    deleteOut();
    Map<String, Integer> ids = merge(HALVES + "tokenizer_source: think\n");
    assertThat(ids).isEqualTo(ids("think"));
    float[][] merged = rows("out");
    int row = ids.get("a");
    float[] ours = rows("direct")[ids("direct").get("a")];
    float[] theirs = rows("think")[row];
    for (int i = 0; i < WIDTH; i++) {
      assertThat(merged[row][i]).isEqualTo(0.5f * ours[i] + 0.5f * theirs[i]);
    }
  }

  @Test
  void tokenRowsCanBeChosenForcedAndPadded() throws IOException {
    Map<String, Integer> ids =
        merge(
            HALVES
                + """
                tokenizer:
                  source: union
                  pad_to_multiple_of: 64
                  tokens:
                    <tool>: {source: {kind: zero}}
                    ab: {source: {kind: model_token, model: direct, token: x}}
                    c: {source: think, force: true}
                """);
    float[][] merged = rows("out");
    assertThat(merged).hasDimensions(128, WIDTH);
    float[][] ours = rows("direct");
    float[][] theirs = rows("think");
    Map<String, Integer> think = ids("think");
    float[] padding = new float[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      assertThat(merged[ids.get("<tool>")][i]).isEqualTo(0.5f * theirs[think.get("<tool>")][i]);
      assertThat(merged[ids.get("ab")][i])
          .isEqualTo(0.5f * ours[ids("direct").get("x")][i] + 0.5f * theirs[think.get("ab")][i]);
      assertThat(merged[ids.get("c")][i]).isEqualTo(theirs[think.get("c")][i]);
      for (int id : ids.values()) {
        padding[i] += merged[id][i] / ids.size();
      }
      assertThat(merged[127][i]).isCloseTo(padding[i], org.assertj.core.data.Offset.offset(1e-5f));
    }
  }

  @Test
  void paddingRowsAreKept() throws IOException {
    new TinyCheckpoint()
        .seed(1)
        .dtype(DType.F32)
        .vocabulary(120)
        .write(directory.resolve("direct"));
    for (String source : List.of("base", "union")) {
      merge(HALVES + "tokenizer_source: " + source + "\n");
      float[][] merged = rows("out");
      assertThat(merged).hasDimensions(120, WIDTH);
      assertThat(json("out/config.json").path("vocab_size").asInt()).isEqualTo(120);
      float[][] ours = rows("direct");
      float[][] theirs = rows("think");
      for (int i = 0; i < WIDTH; i++) {
        // Both have padding there.
        assertThat(merged[109][i]).isEqualTo(0.5f * ours[109][i] + 0.5f * theirs[109][i]);
      }
      deleteOut();
    }
    merge(HALVES + "tokenizer_source: think\n");
    assertThat(rows("out")).hasDimensions(110, WIDTH);
  }

  @Test
  void paddingThatIsLeftOutIsTold() throws IOException {
    Files.writeString(directory.resolve("config.yml"), HALVES + "tokenizer_source: think\n");
    MergekitMerge.Outcome like = run(Compatibility.MERGEKIT);
    assertThat(rows("out")).hasDimensions(ids("think").size(), WIDTH);
    assertThat(like.notes())
        .anyMatch(
            note ->
                note.startsWith(
                    "embedding and head have 103 rows, for 103 tokens; those of think"));
    deleteOut();
    Files.writeString(
        directory.resolve("config.yml"),
        HALVES + "tokenizer: {source: think, pad_to_multiple_of: 104}\n");
    assertThat(run().notes())
        .anyMatch(note -> note.startsWith("embedding and head have 104 rows, for 103 tokens"));
    assertThat(rows("out")).hasDimensions(104, WIDTH);
  }

  @Test
  void tokenThatIsNamedAndNoModelHasIsAdded() throws IOException {
    Map<String, Integer> ids =
        merge(
            HALVES
                + "tokenizer: {source: base, tokens: {<new>: {source: {kind: model_token, model:"
                + " think, token: c}}}}\n");
    int added = ids("direct").size();
    assertThat(ids).containsEntry("<new>", added).hasSize(added + 1);
    float[] row = rows("think")[ids("think").get("c")];
    assertThat(rows("out")[added]).isEqualTo(row);
    assertThat(json("out/tokenizer.json").path("added_tokens")).hasSize(6);
  }

  @Test
  void tiedAndUntiedModelsAreAlignedTogether() throws IOException {
    Files.move(directory.resolve("think/tokenizer.json"), directory.resolve("tokenizer.json"));
    new TinyCheckpoint()
        .seed(2)
        .dtype(DType.F32)
        .vocabulary(110)
        .tied(false)
        .write(directory.resolve("think"));
    Files.move(
        directory.resolve("tokenizer.json"),
        directory.resolve("think/tokenizer.json"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Map<String, Integer> ids = merge(HALVES + "tokenizer_source: union\n");
    float[] ours = rows("direct")[ids("direct").get("a")];
    float[] theirs = rows("think", "lm_head.weight")[ids("think").get("a")];
    float[] merged = rows("out", "lm_head.weight")[ids.get("a")];
    for (int i = 0; i < WIDTH; i++) {
      assertThat(merged[i]).isEqualTo(0.5f * ours[i] + 0.5f * theirs[i]);
    }
    assertThat(json("out/config.json").path("tie_word_embeddings").asBoolean()).isFalse();
  }

  /** Think says bos, eos and pad by other ids than direct, and its tokens have other ids. */
  @Test
  void idsComeFromTheTokenizerThatIsWritten() throws IOException {
    settings("direct", "<|im_start|>", "<|im_end|>", "[2, 0]");
    settings("think", "<think>", "</think>", "[4, 104]");
    for (String model : List.of("direct", "think")) {
      Path file = directory.resolve(model + "/config.json");
      Files.writeString(
          file,
          Files.readString(file)
              .replaceFirst("\\{", "{\"image_token_id\": 5, \"eos_token_id\": [2, 4],"));
    }
    String allowed = HALVES + "tokenizer_source: think\n";
    merge(allowed);
    for (String name : List.of("out/config.json", "out/generation_config.json")) {
      JsonNode settings = json(name);
      assertThat(settings.path("bos_token_id").asInt()).as(name).isEqualTo(3);
      assertThat(settings.path("pad_token_id").asInt()).as(name).isZero();
    }
    // Id 104 is no token's: it would end completions nowhere, or another token would.
    assertThat(json("out/generation_config.json").path("eos_token_id").toString()).isEqualTo("4");
    assertThat(json("out/config.json").path("eos_token_id").toString()).isEqualTo("[2,4]");
    assertThat(json("out/config.json").path("image_token_id").asInt()).isEqualTo(5);
    assertThat(json("out/tokenizer_config.json").path("eos_token").path("content").asText())
        .isEqualTo("</think>");
    deleteOut();
    merge(HALVES + "tokenizer_source: union\n");
    assertThat(json("out/generation_config.json").path("eos_token_id").toString())
        .isEqualTo("[0,2]");
    assertThat(json("out/config.json").path("bos_token_id").asInt()).isEqualTo(1);
  }

  private void settings(String model, String bos, String eos, String ids) throws IOException {
    Files.writeString(
        directory.resolve(model + "/tokenizer_config.json"),
        "{\"bos_token\": \"%s\", \"eos_token\": {\"content\": \"%s\"}, \"pad_token\": \"%s\"}"
            .formatted(bos, eos, "<|endoftext|>"));
    Files.writeString(
        directory.resolve(model + "/generation_config.json"),
        "{\"eos_token_id\": %s, \"bos_token_id\": 77}".formatted(ids));
  }

  @Test
  void withoutATokenizerDifferentVocabulariesAreRefused() {
    assertThatThrownBy(() -> merge(HALVES))
        .hasMessageContaining("is [101, 32] in direct, [110, 32] in think")
        .hasMessageContaining("tokenizer_source");
  }

  @Test
  void aModelWithoutTokenizerIsNamed() throws IOException {
    Files.delete(directory.resolve("think/tokenizer.json"));
    assertThatThrownBy(() -> merge(HALVES + "tokenizer_source: union\n"))
        .hasMessage("Cannot align vocabularies: model think has no tokenizer.json");
  }

  @Test
  void aRerunIsRecognisedByTheModelsAsTheyAre() throws IOException {
    merge(HALVES + "tokenizer_source: union\n");
    assertThat(run().merged()).isFalse();
  }

  private void deleteOut() throws IOException {
    try (var files = Files.list(directory.resolve("out"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory.resolve("out"));
  }

  private Map<String, Integer> merge(String yaml) throws IOException {
    Files.writeString(directory.resolve("config.yml"), yaml);
    assertThat(run().merged()).isTrue();
    return ids("out");
  }

  private MergekitMerge.Outcome run() throws IOException {
    return run(Compatibility.NONE);
  }

  private MergekitMerge.Outcome run(Compatibility compatibility) throws IOException {
    return MergekitMerge.run(
        hadoop(directory.resolve("config.yml")),
        hadoop(directory),
        hadoop(directory.resolve("out")),
        compatibility,
        Set.of(),
        1 << 30,
        new LocalTaskExecutor(2, ProgressListener.NONE));
  }

  private Map<String, Integer> ids(String model) throws IOException {
    Map<String, Integer> ids = new HashMap<>();
    JsonNode tokenizer = json(model + "/tokenizer.json");
    tokenizer
        .path("model")
        .path("vocab")
        .properties()
        .forEach(e -> ids.put(e.getKey(), e.getValue().asInt()));
    tokenizer
        .path("added_tokens")
        .forEach(t -> ids.put(t.path("content").asText(), t.path("id").asInt()));
    return ids;
  }

  private JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(directory.resolve(file).toFile());
  }

  private float[][] rows(String model) throws IOException {
    return rows(model, EMBEDDING);
  }

  private float[][] rows(String model, String matrix) throws IOException {
    float[] flat =
        BareSafetensors.read(directory.resolve(model + "/model.safetensors")).get(matrix);
    float[][] rows = new float[flat.length / WIDTH][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = Arrays.copyOfRange(flat, row * WIDTH, (row + 1) * WIDTH);
    }
    return rows;
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
