package org.alphagrid.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.junit.jupiter.api.Test;

class ProtocolReaderTest {
  private static final String MINIMAL =
      """
      name: p
      version: 1
      description: d
      temperature: 0.6
      maxTokens: 100
      template: tokenizer
      """;

  @Test
  void fillsDefaults() {
    Protocol protocol = parse(MINIMAL);

    assertThat(protocol.decoding()).isEqualTo(new Decoding(0.6, 0, 1, 0, 100));
    assertThat(protocol.template()).isEqualTo(TemplateSource.TOKENIZER);
    assertThat(protocol.system()).isNull();
    assertThat(protocol.opener()).isEmpty();
    assertThat(protocol.templateVariables()).isEmpty();
    assertThat(protocol.stop()).isEmpty();
    assertThat(protocol.thinkTags()).isNull();
    assertThat(protocol.date()).isNull();
  }

  @Test
  void readsEveryKey() {
    Protocol protocol =
        parse(
            """
            name: p
            version: 2b
            description: d
            temperature: 1
            topP: 0.9
            topK: 5
            minP: 0.05
            repetitionPenalty: 1.1
            presencePenalty: 0.5
            frequencyPenalty: -0.25
            maxTokens: 7
            template: {inline: "{{ messages }}"}
            system: Be brief.
            opener: "<think>\\n"
            templateVariables: {enable_thinking: true, budget: 5, share: 0.5, mood: calm}
            stop: [<end>, <eot>]
            thinkTags: {open: "[T]", close: "[/T]"}
            date: 2025-07-01
            """);

    assertThat(protocol.decoding()).isEqualTo(new Decoding(1, 5, 0.9, 0.05, 1.1, 0.5, -0.25, 7));
    assertThat(protocol.version()).isEqualTo("2b");
    assertThat(protocol.template()).isEqualTo(TemplateSource.inline("{{ messages }}"));
    assertThat(protocol.system()).isEqualTo("Be brief.");
    assertThat(protocol.opener()).isEqualTo("<think>\n");
    assertThat(protocol.templateVariables())
        .isEqualTo(Map.of("enable_thinking", true, "budget", 5L, "share", 0.5, "mood", "calm"));
    assertThat(protocol.stop()).containsExactly("<end>", "<eot>");
    assertThat(protocol.thinkTags()).isEqualTo(new ThinkTags("[T]", "[/T]"));
    assertThat(protocol.date()).isEqualTo(LocalDate.of(2025, 7, 1));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused(MINIMAL + "opner: x\n", "Unknown key 'opner'; did you mean 'opener'?");
    assertRefused(
        MINIMAL.replace("tokenizer", "chatml"),
        "Invalid template: \"chatml\" (must be tokenizer, raw, or a map with the key 'inline'");
    assertRefused(MINIMAL.replace("maxTokens: 100\n", ""), "Missing required key 'maxTokens'");
    assertRefused(MINIMAL.replace("0.6", "-1"), "Invalid temperature: -1");
    assertRefused(MINIMAL + "topP: 0\n", "Invalid topP: 0");
    assertRefused(MINIMAL + "date: today\n", "must be a date such as 2025-07-01");
    assertRefused(
        MINIMAL + "thinkTags: {open: x, close: x}\n", "Invalid thinkTags: x twice (must be two");
    assertRefused(
        MINIMAL.replace("tokenizer", "raw") + "system: s\n",
        "must not be raw with system or templateVariables");
  }

  @Test
  void digestFollowsWhatShapesTheText() {
    String digest = parse(MINIMAL).digest();

    assertThat(digest).hasSize(64);
    assertThat(parse(MINIMAL.replace("name: p", "name: q").replace("version: 1", "version: 2")))
        .extracting(Protocol::digest)
        .isEqualTo(digest);
    for (String more :
        new String[] {
          "topK: 1",
          "topP: 0.5",
          "minP: 0.5",
          "system: ''",
          "opener: x",
          "stop: [x]",
          "date: 2025-07-01",
          "templateVariables: {a: 1}",
          "templateVariables: {a: one}",
          "thinkTags: {open: a, close: b}"
        }) {
      assertThat(parse(MINIMAL + more + "\n").digest()).as(more).isNotEqualTo(digest);
    }
  }

  @Test
  void orderOfVariablesDoesNotChangeTheDigest() {
    assertThat(parse(MINIMAL + "templateVariables: {a: 1, b: 2}\n").digest())
        .isEqualTo(parse(MINIMAL + "templateVariables: {b: 2, a: 1}\n").digest());
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("p.yaml");
  }

  private static Protocol parse(String yaml) {
    return ProtocolReader.parse(ConfigNode.parse("p.yaml", yaml));
  }
}
