package org.alphagrid.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.eval.benchmark.BenchmarkReader;
import org.alphagrid.eval.template.TokenizerConfig;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition or template from a stranger runs no code and opens no file it does not name. */
class DefinitionSafetyTest {
  private static final String PROTOCOL =
      "name: p\nversion: 1\ndescription: %s\ntemperature: 0\nmaxTokens: 9\ntemplate: raw\n";

  @TempDir Path directory;

  @Test
  void tagsOfYamlMakeNoObjects() {
    ConfigNode root =
        ConfigNode.parse("p.yaml", PROTOCOL.formatted("!!java.lang.String [harmless]"));
    // A type named by a tag is never looked up: what is written stays a list.
    assertThatThrownBy(() -> ProtocolReader.parse(root))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Invalid description: [\"harmless\"] (must be text");
  }

  @Test
  void aliasesOfYamlAreNotMultiplied() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i <= 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    ConfigNode root = ConfigNode.parse("bomb.yaml", bomb.toString());

    assertThat(root.required("a40").items()).hasSize(2);
    assertThat(root.required("a40").items().get(0).isList()).isFalse();
  }

  @Test
  void namesDoNotLeaveTheirFolder() throws Exception {
    Files.createDirectories(directory.resolve("conf"));
    Files.writeString(directory.resolve("outside.yaml"), PROTOCOL.formatted("d"));
    BenchmarkReader reader =
        new BenchmarkReader(
            new org.apache.hadoop.fs.Path(directory.resolve("conf").toUri()), new Configuration());

    assertThatThrownBy(() -> reader.read("../outside"))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Unknown benchmark '../outside'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ messages.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ messages[0].getClass() }}",
        "{{ messages.getClass().forName('java.lang.Runtime') }}",
        "{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{{ open('/etc/passwd').read() }}",
      })
  void templatesReachNothingButTheirMessages(String template) {
    Protocol protocol =
        ProtocolReader.parse(
            ConfigNode.parse("p.yaml", PROTOCOL.formatted("d").replace("raw", "tokenizer")));

    assertThatThrownBy(
            () ->
                PromptRenderer.of(protocol, TokenizerConfig.parse("here", json(template), null))
                    .render("q"))
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Cannot (read|render) the chat template of here: (Unsupported in chat templates|.*has no"
                + " attribute|.*is undefined).*");
  }

  private static String json(String template) {
    try {
      return new com.fasterxml.jackson.databind.ObjectMapper()
          .writeValueAsString(Map.of("chat_template", template));
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
