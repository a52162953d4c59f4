package org.alphagrid.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.eval.template.TokenizerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptRendererTest {
  private static final String TURNS =
      "{% for m in messages %}<{{ m.role }}>{{ m.content }}</{{ m.role }}>{% endfor %}";
  private static final String OPENS =
      TURNS + "{% if add_generation_prompt %}<assistant>{% endif %}";
  private static final String THINKS =
      TURNS + "{% if add_generation_prompt %}<assistant><think>\\n{% endif %}";
  private static final String SKIPS_THOUGHT =
      TURNS
          + "{% if add_generation_prompt %}<assistant>{% if enable_thinking is false %}"
          + "<think>\\n\\n</think>\\n\\n{% endif %}{% endif %}";

  @TempDir Path empty;

  @Test
  void theModelsTemplateSurroundsTheUserTurn() {
    assertThat(renderer("template: tokenizer", OPENS).render("2+2=?"))
        .isEqualTo(new Prompt("<user>2+2=?</user><assistant>", false, false));
  }

  @Test
  void systemAndOpenerAreAdded() {
    assertThat(
            renderer("template: tokenizer\nsystem: Brief.\nopener: \"<think>\\n\"", OPENS)
                .render("q"))
        .isEqualTo(
            new Prompt("<system>Brief.</system><user>q</user><assistant><think>\n", true, false));
  }

  @Test
  void examplesAreEarlierTurns() {
    Conversation conversation =
        new Conversation(List.of(new Conversation.Turn("1+1=?", "<think>2")), "2+2=?");

    assertThat(renderer("template: tokenizer", OPENS).render(conversation))
        .isEqualTo(
            new Prompt(
                "<user>1+1=?</user><assistant><think>2</assistant><user>2+2=?</user><assistant>",
                false,
                false));
    assertThat(renderer("template: raw\nopener: \"A:\"", OPENS).render(conversation).text())
        .isEqualTo("1+1=?A:<think>2\n\n2+2=?A:");
  }

  @Test
  void aThoughtOpenedByTheTemplateIsNoticed() {
    assertThat(renderer("template: tokenizer", THINKS).render("q").thoughtOpen()).isTrue();
    assertThat(renderer("template: tokenizer", THINKS).render("</think>?").thoughtOpen()).isTrue();
    assertThat(
            renderer("template: {inline: \"{{ messages[0].content }} <think>\"}", OPENS)
                .render("q")
                .thoughtOpen())
        .isTrue();
  }

  @Test
  void aQuestionThatSpeaksOfTagsOpensNoThought() {
    String question = "what is <think>?";
    assertThat(renderer("template: tokenizer", OPENS).render(question).thoughtOpen()).isFalse();
    assertThat(renderer("template: raw", OPENS).render(question).thoughtOpen()).isFalse();
    assertThat(renderer("template: raw\nopener: \"<think>\"", OPENS).render(question).thoughtOpen())
        .isTrue();
  }

  @Test
  void variablesReachTheTemplate() {
    Prompt prompt =
        renderer("template: tokenizer\ntemplateVariables: {enable_thinking: false}", SKIPS_THOUGHT)
            .render("q");

    assertThat(prompt)
        .isEqualTo(new Prompt("<user>q</user><assistant><think>\n\n</think>\n\n", false, false));
  }

  @Test
  void rawPromptsNeedNoTokenizerFiles() {
    assertThat(PromptRenderer.of(protocol("template: raw"), empty).render("2+2="))
        .isEqualTo(new Prompt("2+2=", false, true));
  }

  @Test
  void inlineTemplatesNeedNoTokenizerFiles() {
    assertThat(
            PromptRenderer.of(
                    protocol("template: {inline: \"Q: {{ messages[0].content }}\\nA:\"}"), empty)
                .render("2+2?")
                .text())
        .isEqualTo("Q: 2+2?\nA:");
  }

  @Test
  void aMissingTemplateIsAnError() {
    assertThatThrownBy(() -> PromptRenderer.of(protocol("template: tokenizer"), empty))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("tokenizer_config.json: no such file");
    assertThatThrownBy(
            () ->
                PromptRenderer.of(
                    protocol("template: tokenizer"), TokenizerConfig.parse("here", "{}", null)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot find a chat template in here");
  }

  @Test
  void digestFollowsProtocolAndTemplate() {
    String digest = renderer("template: tokenizer", OPENS).digest();

    assertThat(renderer("template: tokenizer", OPENS).digest()).isEqualTo(digest);
    assertThat(renderer("template: tokenizer", THINKS).digest()).isNotEqualTo(digest);
    assertThat(renderer("template: tokenizer\nopener: x", OPENS).digest()).isNotEqualTo(digest);
    assertThat(new Prompt("a", false, true).digest())
        .isNotEqualTo(new Prompt("a", false, false).digest());
  }

  private static PromptRenderer renderer(String more, String template) {
    return PromptRenderer.of(
        protocol(more),
        TokenizerConfig.parse("here", "{\"chat_template\": \"" + template + "\"}", null));
  }

  private static Protocol protocol(String more) {
    return ProtocolReader.parse(
        ConfigNode.parse(
            "p.yaml",
            "name: p\nversion: 1\ndescription: d\ntemperature: 0\nmaxTokens: 9\n" + more + "\n"));
  }
}
