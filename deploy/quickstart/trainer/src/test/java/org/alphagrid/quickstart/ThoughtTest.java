package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ThoughtTest {
  private static final Pattern EQUATION = Pattern.compile("([0-9+-]+)=([0-9]+)");
  private static final Pattern STEP =
      Pattern.compile("(\\d+[+-]\\d+)(?:=-\\(\\d+-\\d+\\))?:.*;(-?\\d+)");

  @Test
  void addsColumnByColumn() {
    ArithmeticProblem problem =
        new ArithmeticProblem(Kind.CHAIN_SUM, 2, List.of(17, 48, 9), List.of());
    assertThat(Thought.of(problem)).isEqualTo("17+48:7+8=15,1+4+1=6;65\n65+9:5+9=14,6+0+1=7;74\n");
  }

  @Test
  void subtractsTheSmallerSideFromTheLarger() {
    ArithmeticProblem problem =
        new ArithmeticProblem(Kind.SIGNED_SUM, 2, List.of(35, -91, -39, 3), List.of());
    assertThat(Thought.of(problem))
        .isEqualTo(
            "P35,3;N91,39\n35+3:5+3=8,3+0=3;38\n91+39:1+9=10,9+3+1=13;130\n"
                + "38-130=-(130-38):10-8=2,13-3-1=9,1-0-1=0;-92\n");
  }

  @Test
  void scansTheOptionsUpToTheRightOne() {
    ArithmeticProblem problem =
        new ArithmeticProblem(Kind.CHOICE_SUM, 1, List.of(4, 5), List.of(8, 9, 7, 6));
    assertThat(Thought.of(problem)).isEqualTo("4+5:4+5=9;9\nA8n,B9y\n");
  }

  @Test
  void everyWrittenEquationHoldsAndTheLastStepIsTheAnswer() {
    ProblemGenerator generator = new ProblemGenerator(5, Split.TRAIN);
    for (int i = 0; i < 20_000; i++) {
      ArithmeticProblem problem = generator.next(LevelMix.EVEN);
      int last = problem.terms().get(0);
      for (String line : Thought.of(problem).lines().toList()) {
        Matcher equation = EQUATION.matcher(line.substring(line.indexOf(':') + 1));
        while (equation.find()) {
          assertThat(ProblemGeneratorTest.evaluate(equation.group(1)))
              .as(line)
              .isEqualTo(Integer.parseInt(equation.group(2)));
        }
        Matcher step = STEP.matcher(line);
        if (step.matches()) {
          last = Integer.parseInt(step.group(2));
          assertThat(ProblemGeneratorTest.evaluate(step.group(1))).as(line).isEqualTo(last);
        }
      }
      assertThat(last).as(problem.question()).isEqualTo(problem.value());
    }
  }
}
