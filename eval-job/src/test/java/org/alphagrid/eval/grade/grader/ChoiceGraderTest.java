package org.alphagrid.eval.grade.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceGraderTest {
  private final ChoiceGrader grader = new ChoiceGrader();
  private final Problem problem =
      new Problem("1", "17+40=?", List.of("47", "57", "$45$", "a  b"), "B", null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "B",
        " B ",
        "(B)",
        "[B]",
        "B.",
        "B)",
        "B:",
        "(B).",
        "\\text{B}",
        "\\text{(B)}",
        "\\mathrm{B}",
        "\\textbf{B}",
        "$B$",
        "\\(B\\)",
        "**B**",
        "B) 57",
        "B. 57",
        "B: 57",
        "(B) 57",
        "(B)57",
        "B) $57$",
        "\\text{B) } 57",
        "\\text{B}) 57",
        "B) 57.",
        "b",
        "Option B",
        "B 57",
        "B) 58",
        "B because 40 and 17 are 57",
      })
  void formsOfTheRightLetterAreRight(String candidate) {
    assertThat(grader.grade(candidate, problem)).isEqualTo(new Verdict(1, "letter-equal"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A | letter-different",
        "A) 47 | letter-different",
        "C) 45 | letter-different",
        "D) a b | letter-different",
        "B) 47 | letter-and-text-disagree",
        "B) or C) | not-a-letter",
        "B.A | not-a-letter",
        "E | no-such-option",
        "J | no-such-option",
        "58 | not-a-letter",
        "47 | text-different",
        "A or B | not-a-letter",
        "A and B | not-a-letter",
        "A, B | not-a-letter",
        "B, C | not-a-letter",
        "AB | not-a-letter",
        "BB | not-a-letter",
        "B 58 | not-a-letter",
        "B = 58 | not-a-letter",
        "(B | not-a-letter",
        "Because | not-a-letter",
        "\\text{B} or \\text{C} | not-a-letter",
        "\\frac{B}{C} | not-a-letter",
      })
  void everythingElseIsWrong(String candidate, String rule) {
    assertThat(grader.grade(candidate, problem)).isEqualTo(new Verdict(0, rule));
  }

  @Test
  void withoutOptionsOnlyTheLetterCounts() {
    Problem open = new Problem("1", "q", List.of(), "J", null);

    assertThat(grader.grade("(J)", open).score()).isEqualTo(1);
    assertThat(grader.grade("J) seven", open).score()).isEqualTo(1);
    assertThat(grader.grade("seven", open).rule()).isEqualTo("not-a-letter");
  }

  @Test
  void referencesMustBeLettersOfOptions() {
    assertThat(grader.referenceFault(reference("D"))).isEmpty();
    assertThat(grader.referenceFault(reference("E")))
        .contains("reference 'E' is no letter from A to D");
    assertThat(grader.referenceFault(reference("58"))).isPresent();
  }

  @Test
  void aReferenceMayBeInBracketsOrTheTextOfAnOption() {
    for (String reference : List.of("B", "(B)", "b", "57", "$57$")) {
      assertThat(grader.referenceFault(reference(reference))).isEmpty();
      assertThat(grader.grade("B", reference(reference)).score()).isEqualTo(1);
      assertThat(grader.grade("57", reference(reference)).score()).isEqualTo(1);
      assertThat(grader.grade("A", reference(reference)).score()).isZero();
    }
  }

  @Test
  void aTextAloneIsItsOption() {
    assertThat(grader.grade("57", problem)).isEqualTo(new Verdict(1, "text-equal"));
    assertThat(grader.canonical("57", problem)).isEqualTo("B");
  }

  private Problem reference(String reference) {
    return new Problem("1", "q", problem.choices(), reference, null);
  }
}
