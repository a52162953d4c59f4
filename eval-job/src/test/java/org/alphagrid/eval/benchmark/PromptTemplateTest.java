package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTemplateTest {
  private static final Problem CHOICE = new Problem("1", "17+40=?", List.of("47", "57"), "B", null);

  @Test
  void theQuestionAloneIsTheUserTurn() {
    assertThat(template("{question}").render(CHOICE)).isEqualTo("17+40=?");
  }

  @Test
  void optionsStandOnLinesOfTheirOwn() {
    assertThat(template("{question}\n{choices}").render(CHOICE)).isEqualTo("17+40=?\nA) 47\nB) 57");
  }

  @Test
  void optionsCanBeWrittenOtherwise() {
    PromptTemplate template =
        new PromptTemplate("{question}\nAnswer Choices: {choices}", "({letter}) {text}", " ");

    assertThat(template.render(CHOICE)).isEqualTo("17+40=?\nAnswer Choices: (A) 47 (B) 57");
  }

  @Test
  void aQuestionThatLooksLikeATemplateIsLeftAlone() {
    Problem problem =
        new Problem("1", "{choices} $1 \\d", List.of("{text}", "{letter}"), "A", null);

    assertThat(template("{question}\n{choices}").render(problem))
        .isEqualTo("{choices} $1 \\d\nA) {text}\nB) {letter}");
  }

  @Test
  void bracesOfLatexAreNoPlaceholders() {
    assertThat(template("{question} Use \\boxed{answer} or \\boxed{}.").render(CHOICE))
        .isEqualTo("17+40=? Use \\boxed{answer} or \\boxed{}.");
  }

  @Test
  void wrongPlaceholdersAreRefused() {
    assertThatThrownBy(() -> template("{questoin}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Unknown placeholder '{questoin}' in prompt; known: [{question}, {choices}]");
    assertThatThrownBy(() -> template("Answer."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid prompt: 'Answer.' (must contain {question})");
    assertThatThrownBy(() -> new PromptTemplate("{question}", "{letter}", ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Invalid choiceFormat: '{letter}' (must contain {text})");
  }

  private static PromptTemplate template(String text) {
    return new PromptTemplate(text, PromptTemplate.DEFAULT_CHOICE, "\n");
  }
}
