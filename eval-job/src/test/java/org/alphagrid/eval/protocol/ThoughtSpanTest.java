package org.alphagrid.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts write a line break as {@code |}. */
class ThoughtSpanTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "<think>hm</think>42; 42",
        "hm</think>|42; |42",
        "|<think>|hm</think>42; 42",
        // Several closings: what stands between is no answer, opened again or not.
        "<think>hm</think>well, wait</think>42; 42",
        "<think>hm <think>deep</think> wait</think>42; 42",
        "<think>hm</think>||<think>wait</think>42; 42",
        // A closing tag after the answer takes nothing away.
        "<think>hm</think>42</think>|; 42</think>|",
        "<think>hm</think></think>42; 42",
        // Tags that an answer speaks of.
        "<think>hm</think>the tag `</think>` ends it; the tag `</think>` ends it",
        "<think>hm</think>\"<think>\" and '</think>' are tags; \"<think>\" and '</think>' are tags",
        "<think>hm</think>between `<think> and </think>` it thinks; between `<think> and </think>` it thinks",
        "<think>hm</think>see|```|<think>|x|</think>|```|42; see|```|<think>|x|</think>|```|42",
        "<think>hm</think>so <think> is a tag; so <think> is a tag",
        // A thought may hold code that is never closed.
        "<think>```|x = 1</think>```|42|```; ```|42|```",
        "<think>say `</think>` hm</think>42; 42",
        // Other tags that published models write.
        "[THINK]hm[/THINK]42; 42",
        "<|begin_of_thought|>|hm|<|end_of_thought|>|42; |42",
        "<seed:think>hm</seed:think>42; 42"
      })
  void answerFollowsTheThought(String text, String answer) {
    String completion = text.replace('|', '\n').replace("<\n", "<|").replace("\n>", "|>");
    ThoughtSpan span = ThoughtSpan.of(completion, false, ThinkTags.DEFAULT);
    assertThat(span.closed()).isTrue();
    assertThat(completion.substring(span.answerStart())).isEqualTo(answer.replace('|', '\n'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<think>hm",
        "\n <think>hm",
        "Well\n<think>hm",
        "<think>hm</thi",
        "<think>hm `</think>` hm",
        "<think>hm</think>\n\n<think>again",
        "<think>hm</think>42\n<think>again \\boxed{41}",
        "[THINK]hm"
      })
  void thoughtThatDoesNotEndLeavesNoAnswer(String completion) {
    assertThat(ThoughtSpan.of(completion, false, ThinkTags.DEFAULT))
        .isEqualTo(new ThoughtSpan(true, false, completion.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "42",
        "I write the tag `<think>` here. 42",
        "It begins with <think>, a tag",
        "```\n<think>\nhm\n</think>\n```\n42",
        "text.split('</think>')[1]",
        "In the text [THINK] is a tag"
      })
  void textWithoutAThoughtIsAnAnswer(String completion) {
    assertThat(ThoughtSpan.of(completion, false, ThinkTags.DEFAULT))
        .isEqualTo(new ThoughtSpan(false, false, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"hm; false; 2", "hm</think>42; true; 10", "```|hm</think>42|```; true; 14"})
  void promptMayOpenTheThought(String text, boolean closed, int answerStart) {
    assertThat(ThoughtSpan.of(text.replace('|', '\n'), true, ThinkTags.DEFAULT))
        .isEqualTo(new ThoughtSpan(true, closed, answerStart));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[T]hm[/T]42", "hm[/T]42"})
  void protocolMayNameOtherTags(String completion) {
    ThoughtSpan span = ThoughtSpan.of(completion, false, new ThinkTags("[T]", "[/T]"));
    assertThat(completion.substring(span.answerStart())).isEqualTo("42");
  }
}
