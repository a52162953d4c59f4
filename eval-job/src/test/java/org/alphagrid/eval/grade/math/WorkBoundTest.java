package org.alphagrid.eval.grade.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.alphagrid.eval.grade.latex.Lexer;
import org.alphagrid.eval.grade.latex.MathToken;
import org.junit.jupiter.api.Test;

/** Whatever is compared, the steps counted stay within the bound; no clock is asked. */
class WorkBoundTest {
  private static final int FUZZED = 1000;
  private static final int LONGEST = 600;

  // After the last step each point of an identity asks once more and is told no.
  private static final int SLACK = 5000;

  private static final String[] PIECES = {
    "\\frac", "\\sqrt{", "{", "}", "^", "_", "(", ")", "[", "]", ",", "=", "<", "x", "y", "9", "12",
    "+", "-", "!", "\\sin", "\\pm", "\\cup", "|", "\\log", "\\binom", "^{x", "^9", "\\cdot", "."
  };

  private static final String[] OPERANDS = {
    "x^2", "\\frac{x}{y+1}", "(x-y)", "9", "\\sqrt{y^2+1}", "\\sin{x}", "y^{12}", "2.5", "\\log{3}"
  };
  private static final String[] OPERATORS = {"+", "-", "\\cdot ", "+", "=", ","};

  @Test
  void fuzzedAnswersStayWithinTheBound() {
    Random random = new Random(7);
    long most = 0;
    for (int i = 0; i < FUZZED; i++) {
      most = Math.max(most, used(text(random), text(random)));
    }
    // The bound is tested only if some comparison works at all.
    assertThat(most).isBetween(100L, (long) WorkLimit.MOST_STEPS + SLACK);
  }

  @Test
  void costlyFormulasEndAtTheBound() {
    String powers = "(x+y)^{99}".repeat(20);
    String nested = "\\sqrt{x+".repeat(40) + "1" + "}".repeat(40);
    String list = "x^{50}+y^{50},".repeat(40) + "1";
    for (String costly : List.of(powers, nested, list)) {
      assertThat(used(costly, costly + "+0")).isLessThanOrEqualTo(WorkLimit.MOST_STEPS + SLACK);
    }
    assertThat(used(list, list.replace("x^{50}+y^{50}", "y^{50}+x^{50}"))).isGreaterThan(1000);
  }

  private static long used(String reference, String candidate) {
    WorkLimit work = new WorkLimit();
    List<MathToken> wanted = Lexer.tokens(reference);
    List<MathToken> given = Lexer.tokens(candidate);
    if (!wanted.isEmpty() && !given.isEmpty()) {
      MathEquivalence.understood(wanted, given, false, work);
    }
    return work.used();
  }

  /** Every other text is put together by the rules of formulas, so that there is work to do. */
  private static String text(Random random) {
    boolean formula = random.nextBoolean();
    StringBuilder text = new StringBuilder(formula ? pick(OPERANDS, random) : "");
    for (int piece = random.nextInt(formula ? 25 : 80); piece >= 0; piece--) {
      if (formula) {
        text.append(pick(OPERATORS, random)).append(pick(OPERANDS, random));
      } else {
        text.append(pick(PIECES, random));
      }
    }
    return text.substring(0, Math.min(LONGEST, text.length()));
  }

  private static String pick(String[] from, Random random) {
    return from[random.nextInt(from.length)];
  }
}
