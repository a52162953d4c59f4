package org.alphagrid.merge.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands beside merged weights says what they are. */
class CompanionFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void typeIsSaidAlikeEverywhere() throws IOException {
    donor(
        Map.of(
            "dtype",
            "bfloat16",
            "torch_dtype",
            "bfloat16",
            "text_config",
            Map.of("torch_dtype", "bfloat16"),
            "vision_config",
            Map.of("dtype", "float32", "depth", 1)));
    JsonNode config = write(DType.F16).json();
    assertThat(config.path("dtype").asText()).isEqualTo("float16");
    assertThat(config.path("torch_dtype").asText()).isEqualTo("float16");
    assertThat(config.path("text_config").path("torch_dtype").asText()).isEqualTo("float16");
    assertThat(config.path("vision_config").path("dtype").asText()).isEqualTo("float16");
    assertThat(config.path("vision_config")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Qwen3Model",
        "Qwen3ForSequenceClassification",
        "LlamaForCausalLM",
        "qwen3forcausallm",
        "Qwen3ForRewardModel"
      })
  void classOfALanguageModelIsNamed(String wrong) throws IOException {
    donor(Map.of("architectures", List.of(wrong)));
    MergedConfig config = write(DType.BF16);
    assertThat(config.json().path("architectures").toString()).isEqualTo("[\"Qwen3ForCausalLM\"]");
    assertThat(config.notes()).singleElement().asString().contains(wrong, "Qwen3ForCausalLM");
    assertThat(config.differences()).isEmpty();
  }

  @Test
  void missingClassIsNamedWithoutAWord() throws IOException {
    donor(Map.of("architectures", List.of()));
    MergedConfig config = write(DType.BF16);
    assertThat(config.json().path("architectures").toString()).isEqualTo("[\"Qwen3ForCausalLM\"]");
    assertThat(config.notes()).isEmpty();
  }

  @Test
  void everyFamilysOwnNameIsRight() throws IOException {
    for (var family : org.alphagrid.merge.architecture.Architecture.CATALOG.all()) {
      Path folder = TinyCheckpoint.pico(family.name()).write(directory.resolve(family.name()));
      try (Checkpoint checkpoint = open(folder)) {
        JsonNode said = JSON.readTree(checkpoint.configText()).path("architectures");
        MergedConfig config = MergedConfig.of(checkpoint, DType.BF16, checkpoint.tensors());
        assertThat(config.notes()).as(family.name()).isEmpty();
        assertThat(config.json().path("architectures").path(0).asText())
            .as(family.name())
            .isEqualTo(said.path(0).asText());
      }
    }
  }

  @Test
  void classOfUnknownWeightsIsLeftAndTold() throws IOException {
    donor(Map.of("architectures", List.of("Qwen3Model"), "num_hidden_layers", 3));
    MergedConfig config = write(DType.BF16);
    assertThat(config.json().path("architectures").toString()).isEqualTo("[\"Qwen3Model\"]");
    assertThat(config.differences())
        .singleElement()
        .satisfies(d -> assertThat(d.text()).contains("the result can be merged, not evaluated"));
  }

  @Test
  void codeThatIsNamedIsCarried() throws IOException {
    Path donor =
        donor(
            Map.of(
                "auto_map",
                Map.of(
                    "AutoConfig", "configuration_x.XConfig",
                    "AutoTokenizer", List.of("hub/other--tokenization_x.T"),
                    "AutoModelForCausalLM", "modeling_x.XForCausalLM")));
    Files.writeString(donor.resolve("configuration_x.py"), "a");
    Files.writeString(donor.resolve("modeling_x.py"), "b");
    Files.writeString(donor.resolve("helper.py"), "c");
    assertThat(write(DType.BF16).notes()).isEmpty();
    assertThat(out("configuration_x.py")).hasContent("a");
    assertThat(out("helper.py")).hasContent("c");
    assertThat(json("config.json").path("auto_map")).hasSize(3);
  }

  @Test
  void keyGoesWhereTheCodeIsNotThere() throws IOException {
    Path donor =
        donor(Map.of("auto_map", Map.of("AutoConfig", "a.A", "AutoModelForCausalLM", "b.B")));
    Files.writeString(donor.resolve("a.py"), "a");
    Files.writeString(
        donor.resolve("tokenizer_config.json"),
        "{\"auto_map\": {\"AutoTokenizer\": [null, \"c.C\"]}, \"x\": 1}");
    assertThat(write(DType.BF16).notes())
        .singleElement()
        .asString()
        .contains("auto_map of config.json names b.py", "left out");
    assertThat(json("config.json").has("auto_map")).isFalse();
    assertThat(json("tokenizer_config.json").toString()).isEqualTo("{\"x\":1}");
    assertThat(out("a.py")).doesNotExist();
  }

  @Test
  void furtherTemplatesAreCopiedUnlessTheTemplateIsReplaced() throws IOException {
    Path donor = donor(Map.of());
    Files.writeString(donor.resolve("chat_template.jinja"), "{{ one }}");
    Files.createDirectories(donor.resolve("additional_chat_templates"));
    Files.writeString(donor.resolve("additional_chat_templates/tool_use.jinja"), "{{ two }}");
    write(DType.BF16);
    assertThat(out("chat_template.jinja")).hasContent("{{ one }}");
    assertThat(out("additional_chat_templates/tool_use.jinja")).hasContent("{{ two }}");
    write("replaced", Optional.empty(), Optional.empty(), Optional.of("{{ three }}"));
    assertThat(directory.resolve("replaced/additional_chat_templates")).doesNotExist();
    assertThat(directory.resolve("replaced/chat_template.jinja")).doesNotExist();
    assertThat(
            JSON.readTree(directory.resolve("replaced/tokenizer_config.json").toFile())
                .path("chat_template")
                .asText())
        .isEqualTo("{{ three }}");
  }

  @Test
  void otherFormsOfAReplacedTokenizerAreNotLeft() throws IOException {
    Path donor = donor(Map.of());
    List<String> forms =
        List.of(
            "vocab.json",
            "merges.txt",
            "added_tokens.json",
            "tokenizer.model",
            "spiece.model",
            "vocab.txt",
            "tekken.json",
            "qwen.tiktoken");
    for (String form : forms) {
      Files.writeString(donor.resolve(form), form);
    }
    write(DType.BF16);
    assertThat(forms).allSatisfy(form -> assertThat(out(form)).hasContent(form));
    ObjectNode tokenizer = JSON.createObjectNode().put("version", "other");
    write("changed", Optional.of(tokenizer), Optional.empty(), Optional.empty());
    assertThat(forms)
        .allSatisfy(form -> assertThat(directory.resolve("changed/" + form)).doesNotExist());
    assertThat(directory.resolve("changed/tokenizer.json")).content().contains("other");
  }

  @Test
  void idsAreThoseOfTheWrittenTokenizer() throws IOException {
    Path donor = donor(Map.of());
    Files.writeString(
        donor.resolve("generation_config.json"),
        "{\"eos_token_id\": [1, 2], \"bos_token_id\": 3, \"pad_token_id\": 4,"
            + " \"decoder_start_token_id\": 5, \"image_token_id\": 6, \"top_k\": 20}");
    SpecialTokenIds ids =
        new SpecialTokenIds(OptionalInt.empty(), List.of(7), OptionalInt.of(8), Map.of(5, 9));
    write("ids", Optional.empty(), Optional.of(ids), Optional.empty());
    assertThat(JSON.readTree(directory.resolve("ids/generation_config.json").toFile()))
        .isEqualTo(
            JSON.readTree(
                "{\"eos_token_id\": 7, \"pad_token_id\": 8, \"decoder_start_token_id\": 9,"
                    + " \"top_k\": 20}"));
  }

  private Path donor(Map<String, Object> keys) throws IOException {
    Path folder = new TinyCheckpoint().write(directory.resolve("donor"));
    TinyCheckpoint configured = new TinyCheckpoint();
    keys.forEach(configured::with);
    Files.writeString(folder.resolve("config.json"), configured.config());
    return folder;
  }

  private MergedConfig write(DType dtype) throws IOException {
    try (Checkpoint donor = open(directory.resolve("donor"))) {
      MergedConfig config = MergedConfig.of(donor, dtype, donor.tensors());
      CompanionFiles.of(donor, config).write(hadoop(directory.resolve("out")));
      return config;
    }
  }

  private void write(
      String out,
      Optional<ObjectNode> tokenizer,
      Optional<SpecialTokenIds> ids,
      Optional<String> template)
      throws IOException {
    try (Checkpoint donor = open(directory.resolve("donor"))) {
      MergedConfig config = MergedConfig.of(donor, DType.BF16, donor.tensors());
      new CompanionFiles(config, donor, donor, tokenizer, ids, template)
          .write(hadoop(directory.resolve(out)));
    }
  }

  private Path out(String name) {
    return directory.resolve("out").resolve(name);
  }

  private JsonNode json(String name) throws IOException {
    return JSON.readTree(out(name).toFile());
  }

  private static Checkpoint open(Path folder) throws IOException {
    return Checkpoint.open(hadoop(folder));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
