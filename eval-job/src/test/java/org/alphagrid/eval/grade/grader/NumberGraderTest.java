package org.alphagrid.eval.grade.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberGraderTest {
  private final NumberGrader grader = new NumberGrader();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "18; 18; number-equal",
        "18; 18.00; number-equal",
        "18; $18; number-equal",
        "18; \\$18; number-equal",
        "18; $18$; number-equal",
        "0.5; 1/2; number-equal",
        "1/3; 2/6; number-equal",
        "-3; \u22123; number-equal",
        "1200; 1,200; number-equal",
        "1200; 1.2e3; number-equal",
        "50%; 50%; number-equal",
        "50%; 50; number-equal",
        "18; 18%; number-equal",
        "0.5; 50%; number-equal",
        "145.0; 145 apples; number-equal",
        "145.0; x = 145; number-equal",
        "29.00; 29 dollars; number-equal",
        "29.00; \\$29; number-equal",
        "3.141592; 3.141593; number-near",
      })
  void accepts(String reference, String candidate, String rule) {
    assertThat(grade(reference, candidate)).isEqualTo(new Verdict(1, rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0.5; 0.5%; number-different",
        "0.5; 5%; number-different",
        "1.234; 1,234; number-different",
        "18; 1800; number-different",
        "18; 0.18; number-different",
        "100000; 100001; number-different",
        "100000; 100000.05; number-different",
        "3.14; 3.15; number-different",
        "0.0; 0.0000001; number-different",
        "1/3; 1/0; not-a-number",
        "18; 18 or 19; not-a-number",
        "18; 18 dozen; not-a-number",
        "18; x = 19; number-different",
        "18; 1e99999; not-a-number",
        "18; 1 8; not-a-number",
      })
  void refuses(String reference, String candidate, String rule) {
    assertThat(grade(reference, candidate)).isEqualTo(new Verdict(0, rule));
  }

  @Test
  void aQuestionForPercentsMakesTheSignAUnit() {
    Problem percent = new Problem("1", "What percent is it?", List.of(), "0.5", null);

    assertThat(grader.grade("0.5%", percent).score()).isEqualTo(1);
    assertThat(grader.grade("50%", percent).score()).isZero();
    assertThat(grader.grade("0.5%", problem("0.5")).score()).isZero();
  }

  @Test
  void aReferenceThatIsNoNumberIsAFault() {
    assertThat(grader.referenceFault(problem("many"))).contains("reference 'many' is no number");
    assertThat(grader.referenceFault(problem("1,200.50"))).isEmpty();
  }

  private Verdict grade(String reference, String candidate) {
    return grader.grade(candidate, problem(reference));
  }

  private static Problem problem(String reference) {
    return new Problem("1", "q", List.of(), reference, null);
  }
}
