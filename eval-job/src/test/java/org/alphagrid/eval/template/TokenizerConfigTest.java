package org.alphagrid.eval.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerConfigTest {
  @TempDir Path model;

  @Test
  void aSingleTemplateIsTheDefault() {
    assertThat(parse("{\"chat_template\": \"T\"}").chatTemplate().text()).isEqualTo("T");
  }

  @Test
  void ofNamedTemplatesTheDefaultIsUsed() {
    TokenizerConfig config =
        parse(
            """
            {"chat_template": [
              {"name": "tool_use", "template": "U"}, {"name": "default", "template": "T"}]}
            """);

    assertThat(config.templates()).containsOnlyKeys("default", "tool_use");
    assertThat(config.chatTemplate().text()).isEqualTo("T");
  }

  @Test
  void aSeparateFileWins() throws IOException {
    Files.writeString(model.resolve("tokenizer_config.json"), "{\"chat_template\": \"T\"}");
    assertThat(TokenizerConfig.read(model).chatTemplate().text()).isEqualTo("T");

    Files.writeString(model.resolve("chat_template.jinja"), "S\n");
    assertThat(TokenizerConfig.read(model).chatTemplate().text()).isEqualTo("S\n");
  }

  @Test
  void specialTokensAreTextsOrObjects() {
    TokenizerConfig config =
        parse(
            """
            {"bos_token": null, "eos_token": {"content": "</s>", "lstrip": false},
             "pad_token": "<pad>", "additional_special_tokens": ["<a>", {"content": "<b>"}],
             "model_max_length": 5}
            """);

    assertThat(config.specialTokens())
        .isEqualTo(
            Map.of(
                "eos_token",
                "</s>",
                "pad_token",
                "<pad>",
                "additional_special_tokens",
                List.of("<a>", "<b>")));
  }

  @Test
  void faultsNameTheFile() {
    assertThatThrownBy(() -> TokenizerConfig.read(model))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot read ")
        .hasMessageEndingWith("tokenizer_config.json: no such file");
    assertFault("{", "Cannot read here: Unexpected end-of-input");
    assertFault("[]", "Cannot read here: it must hold a JSON object");
    assertFault("{\"chat_template\": 5}", "Invalid chat_template: 5 (must be text or a list; in");
    assertFault("{\"eos_token\": {}}", "Invalid eos_token: {} (must be text or an object");
    assertThatThrownBy(
            () ->
                parse("{\"chat_template\": [{\"name\": \"x\", \"template\": \"\"}]}")
                    .chatTemplate())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot find a chat template in here")
        .hasMessageEndingWith("named templates: [x]");
  }

  @Test
  void aTemplateThatCannotBeReadNamesTheModel() {
    assertThatThrownBy(() -> parse("{\"chat_template\": \"{% x %}\"}").chatTemplate())
        .isInstanceOf(UserException.class)
        .hasMessage("Cannot read the chat template of here: Unknown tag 'x' (template line 1)");
  }

  private static void assertFault(String json, String message) {
    assertThatThrownBy(() -> parse(json))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message);
  }

  private static TokenizerConfig parse(String json) {
    return TokenizerConfig.parse("here", json, null);
  }
}
