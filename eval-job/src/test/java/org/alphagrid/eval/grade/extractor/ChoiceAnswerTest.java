package org.alphagrid.eval.grade.extractor;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.grade.Extraction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceAnswerTest {
  private final ChoiceAnswer extractor = new ChoiceAnswer();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "so \\boxed{B} | B | boxed-letter",
        "so \\boxed{\\text{B}} | \\text{B} | boxed-letter",
        "so \\boxed{(B) 57} | (B) 57 | boxed-letter",
        "Answer: A and then \\boxed{B} | B | boxed-letter",
        // A box around a formula does not decide.
        "\\boxed{x^2} so Answer: D | D | answer-phrase",
        "The answer is (C). | (C). | answer-phrase",
        "**Answer:** C | C | answer-phrase",
        "**Final answer: C** | C** | answer-phrase",
        "Answer is: C | C | answer-phrase",
        "ANSWER: C | C | answer-phrase",
        "The answer is A. No: the answer is B. | B. | answer-phrase",
        "so {\"answer\": \"C\"} | C | json-letter",
        "{\"answer\": \"(C)\"} not \\boxed{B} | (C) | json-letter",
        "{\"answer\": \"57\"} so \\boxed{B} | B | boxed-letter",
        "B | B | whole-text",
        "(B) | (B) | whole-text",
      })
  void statedLettersAreFound(String text, String candidate, String rule) {
    assertThat(extractor.extract(text)).contains(new Extraction(candidate, rule));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "A good question. I think Carbon",
        "Vitamin C is. So is D",
        "the answer A",
        "answering: A",
        "answer isA",
      })
  void aCapitalThatStandsAloneIsNoAnswer(String text) {
    assertThat(extractor.extract(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\boxed{57} | 57 | boxed-text",
        "\\boxed{A or B} | A or B | boxed-text",
        "{\"answer\": \"57\"} | 57 | json-text",
        "The answer is unclear: A | unclear: A | phrase-text",
        "Answer: A. But the answer is wrong | wrong | phrase-text",
        "Options A and B are wrong, D | Options A and B are wrong, D | whole-text",
        "The nucleus | The nucleus | whole-text",
      })
  void withoutALetterTheTextIsLeftToTheGrader(String text, String candidate, String rule) {
    assertThat(extractor.extract(text)).contains(new Extraction(candidate, rule));
  }

  @Test
  void theLastCapitalIsTakenOnlyWhenAsked() {
    ChoiceOrLastCapital guessing = new ChoiceOrLastCapital();

    assertThat(guessing.extract("Options A and B are wrong, D it is, I'd say"))
        .contains(new Extraction("D", "last-capital"));
    assertThat(guessing.extract("Answer: A, B, D")).contains(new Extraction("D", "last-capital"));
    assertThat(guessing.extract("so \\boxed{B} not C"))
        .contains(new Extraction("B", "boxed-letter"));
    assertThat(guessing.extract("Acids and Bases, DNA")).isEmpty();
  }
}
