package org.alphagrid.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.grade.extractor.AnswerPhrase;
import org.alphagrid.eval.grade.extractor.HashMarks;
import org.alphagrid.eval.grade.extractor.JsonAnswer;
import org.alphagrid.eval.grade.extractor.StatedOrLastNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        .contains(new Extraction("3", "answer-phrase"));
    assertThat(extractor.extract("3 apples and 4 pears"))
        .contains(new Extraction("4", "last-number"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "The answer is 27, in total.; 27; answer-phrase",
        "The answer is therefore 72 apples in all.; 72; answer-phrase",
        "The answer is $70,000 because he pays $5.; $70,000; answer-phrase",
        "The answer is (42).; (42); answer-phrase",
        "The answer is 42!; 42; answer-phrase",
        "The answer is **18**.; 18; answer-phrase",
        "The answer is 20%.; 20%; answer-phrase",
        "The answer is 18 dollars per day.; 18 dollars per day; answer-phrase",
        "The answer is \\frac{1}{2}.; \\frac{1}{2}; answer-phrase",
        "The answer is x^2+1.; x^2+1; answer-phrase",
        "The answer is \\sqrt{x}.; \\sqrt{x}; answer-phrase",
        "3 and 4 are 7, so the answer is clear.; 7; last-number",
        "We get $x = \\frac{3}{4}$; \\frac{3}{4}; last-number",
        "It is \\[ 3 + 4 = 7 \\text{ eggs} \\]; 7 \\text{ eggs}; last-number",
        "So $x^2 + 5$; x^2 + 5; last-number",
        "It costs $29 and $30; 30; last-number",
        "She has 10 - 5 = 5; 5; last-number",
        "#### $29; $29; hash-marks",
      })
  void aNumberIsTakenFromASentenceNeverFromAFormula(String text, String candidate, String rule) {
    assertThat(new StatedOrLastNumber().extract(text)).contains(new Extraction(candidate, rule));
  }

  @ParameterizedTest
  @ValueSource(strings = {"The answer is 7 or 8.", "The answer is between 7 and 8 hours."})
  void anOpenAnswerStaysOpen(String text) {
    assertThat(new StatedOrLastNumber().extract(text).orElseThrow().candidate()).contains("7", "8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"So 3 + 4", "It grows as 2^10", "The index is a_{12}"})
  void anOperandIsNoAnswer(String text) {
    assertThat(new StatedOrLastNumber().extract(text)).isEmpty();
  }
}
