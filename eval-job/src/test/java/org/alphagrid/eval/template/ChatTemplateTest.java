package org.alphagrid.eval.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.junit.jupiter.api.Test;

class ChatTemplateTest {
  private static final List<Message> QUESTION = List.of(Message.user("q"));

  @Test
  void rendersTurnsAndOpensTheAssistants() {
    ChatTemplate chatMl =
        template(
            "{% for m in messages %}<|im_start|>{{ m['role'] }}\n{{ m.content }}<|im_end|>\n"
                + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}");

    assertThat(chatMl.render(QUESTION, Map.of(), null))
        .isEqualTo("<|im_start|>user\nq<|im_end|>\n<|im_start|>assistant\n");
  }

  @Test
  void toolsAreDefinedAsNone() {
    assertThat(
            template("{{ tools is defined }} {{ tools is none }} {{ documents }}")
                .render(QUESTION, Map.of(), null))
        .isEqualTo("True True None");
  }

  @Test
  void variablesAndSpecialTokensArePassed() {
    assertThat(
            template("{{ bos_token }}{{ add_generation_prompt }} {{ x + 1 }}")
                .render(QUESTION, Map.of("add_generation_prompt", false, "x", 1L), null))
        .isEqualTo("<s>False 2");
  }

  @Test
  void todayIsTheDateGivenOrAnError() {
    ChatTemplate template = template("{{ strftime_now('%d %B %Y') }}");

    assertThat(template.render(QUESTION, Map.of(), LocalDate.of(2025, 7, 1)))
        .isEqualTo("01 July 2025");
    assertThatThrownBy(() -> template.render(QUESTION, Map.of(), null))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Cannot render the chat template of here: Cannot tell the date");
  }

  @Test
  void contentIsNeverReadAsATemplate() {
    assertThat(
            template("{{ messages[0].content }}")
                .render(List.of(Message.user("{{ 1 }}{% x %}")), Map.of(), null))
        .isEqualTo("{{ 1 }}{% x %}");
  }

  private static ChatTemplate template(String text) {
    return new ChatTemplate("here", text, Map.of("bos_token", "<s>"));
  }
}
