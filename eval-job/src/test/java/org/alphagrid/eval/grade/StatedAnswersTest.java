package org.alphagrid.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.grade.extractor.AnswerPhrase;
import org.alphagrid.eval.grade.extractor.HashMarks;
import org.alphagrid.eval.grade.extractor.JsonAnswer;
import org.alphagrid.eval.grade.extractor.StatedOrLastNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The extractors for answers that are announced rather than boxed. */
class StatedAnswersTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "The final answer is $12$. I hope it is correct.; 12",
        "the answer is 12.; 12",
        "Answer: 12; 12",
        "**Answer:** 12; 12",
        "The answer is \\(\\frac{1}{2}\\) metres; \\frac{1}{2}",
        "The answer is \\boxed{7}.; 7",
        "The answer is 5. No, the answer is 6.; 6",
        "The answer is 3.5 metres; 3.5 metres",
        "The answer is $5 a day; $5 a day",
      })
  void whatFollowsThePhraseIsTheAnswer(String text, String candidate) {
    assertThat(new AnswerPhrase().extract(text))
        .contains(new Extraction(candidate, "answer-phrase"));
  }

  @Test
  void aPhraseWithNothingAfterItIsNoAnswer() {
    assertThat(new AnswerPhrase().extract("The answer is")).isEmpty();
    assertThat(new AnswerPhrase().extract("Answers vary")).isEmpty();
  }

  @Test
  void theLastAnswerFieldCounts() {
    JsonAnswer extractor = new JsonAnswer();

    assertThat(extractor.extract("{\"answer\": \"C\"}"))
        .contains(new Extraction("C", "json-field"));
    assertThat(extractor.extract("{\"answer\": 1} then {\"reason\": \"..\", \"Answer\" : -2.5}"))
        .contains(new Extraction("-2.5", "json-field"));
    assertThat(extractor.extract("{\"answers\": \"C\"}, answer: C, {\"answer\": null}")).isEmpty();
    assertThat(extractor.extract("{\"answer\": \"\"}")).isEmpty();
  }

  @Test
  void theLineAfterTheHashMarksCounts() {
    HashMarks extractor = new HashMarks();

    assertThat(extractor.extract("3 + 4\n#### 7\nmore"))
        .contains(new Extraction("7", "hash-marks"));
    assertThat(extractor.extract("#### 1\n#### 1,000"))
        .contains(new Extraction("1,000", "hash-marks"));
    assertThat(extractor.extract("### 7")).isEmpty();
    assertThat(extractor.extract("#### \n7")).isEmpty();
  }

  @Test
  void theRuleTellsAStatementFromAGuess() {
    StatedOrLastNumber extractor = new StatedOrLastNumber();

    assertThat(extractor.extract("#### 1, \\boxed{2}, the answer is 3"))
        .contains(new Extraction("2", "last-box"));
    assertThat(extractor.extract("the answer is 3, not 4"))
        .contains(new Extraction("3, not 4", "answer-phrase"));
    assertThat(extractor.extract("3 apples and 4 pears"))
        .contains(new Extraction("4", "last-number"));
  }
}
