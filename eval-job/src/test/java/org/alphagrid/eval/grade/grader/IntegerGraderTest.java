package org.alphagrid.eval.grade.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegerGraderTest {
  private final IntegerGrader grader = new IntegerGrader();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "25 | 25",
        "25 | 025",
        "025 | 25",
        "000 | 0",
        "-0 | 0",
        "+25 | 25",
        "-25 | -25",
        "- 25 | -25",
        "\u221225 | -25",
        "$25$ | 25",
        "$$ 25 $$ | 25",
        "\\(25\\) | 25",
        "\\[ -25 \\] | -25",
        "\\text{25} | 25",
        "$\\text{ 25 }$ | 25",
        "\\mathbf{25} | 25",
        "**25** | 25",
        "25. | 25",
        "25.0 | 25",
        "25.000 | 25",
        "1,234 | 1234",
        "1,234,567 | 1234567",
        "1{,}234 | 1234",
        "1\\,234 | 1234",
        "1,\\!234 | 1234",
        "12345678901234567890123 | 12345678901234567890123",
        "25% | 25",
        "25\\% | 25",
        "25 cm | 25",
        "25 \\text{ cents each} | 25",
        "25 dollars | 25",
        "\\$25.00 | 25",
        "-\\$25 | -25",
        "25^\\circ | 25",
        "x = 25 | 25",
        "m + n = 25 | 25",
        "\\text{Total} = 25 \\text{ apples} | 25",
        "{25} | 25",
        "\\boxed{25} | 25",
        "25\\, | 25",
        "\\displaystyle 25 | 25",
        "\u201325 | -25",
        "12\\ 345 | 12345",
        "12 345 | 12345",
        "50/2 | 25",
        "\\frac{50}{2} | 25",
        "2.5e1 | 25",
        "twenty-five | 25",
      })
  void theSameNumberIsRight(String candidate, String reference) {
    assertThat(grader.grade(candidate, problem(reference)))
        .isEqualTo(new Verdict(1, "integer-equal"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "24 | 25",
        "-25 | 25",
        "2,5 | 25",
        "1234,567 | 1234567",
        "1,23 | 123",
        "2 5 | 25",
        "25.5 | 25",
        "25.01 | 25",
        "0.25% | 25",
        "\\$2.5 | 25",
        "\\$25.50 | 25",
        "25! | 25",
        "25 \\text{ hundred} | 25",
        "25 \\text{ or more} | 25",
        "25 dozen | 25",
        "x = 25, y = 26 | 25",
        "x \\ne 25 | 25",
        "x > 25 | 25",
        "m + n = 52 | 25",
        "\\boxed{25}, \\boxed{26} | 25",
        ".25 | 25",
        "25 or 26 | 25",
        "$25$ or $25$ | 25",
        "0x19 | 25",
        "\u0662\u0665 | 25",
        "--25 | 25",
        "+-25 | -25",
        "12345678901234567890124 | 12345678901234567890123",
      })
  void anythingElseIsWrong(String candidate, String reference) {
    assertThat(grader.grade(candidate, problem(reference)).score()).isZero();
  }

  @Test
  void theRuleTellsADifferentNumberFromNoNumber() {
    assertThat(grader.grade("24", problem("25")).rule()).isEqualTo("integer-different");
    assertThat(grader.grade("x", problem("25")).rule()).isEqualTo("not-an-integer");
    assertThat(grader.grade("", problem("25")).rule()).isEqualTo("not-an-integer");
  }

  @Test
  void aReferenceThatIsNoIntegerIsAFaultAndNeverMatched() {
    assertThat(grader.referenceFault(problem("1/2")))
        .contains("reference '1/2' is no whole number");
    assertThat(grader.grade("1/2", problem("1/2")).score()).isZero();
  }

  private static Problem problem(String reference) {
    return new Problem("1", "q", List.of(), reference, null);
  }
}
