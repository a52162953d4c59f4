package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProblemGeneratorTest {
  private static final int DRAWS = 20_000;
  private static final Pattern TERM = Pattern.compile("[+-]?\\d+");

  @Test
  void answersAgreeWithTheQuestionReadBack() {
    for (ArithmeticProblem problem : draw(1, Split.TRAIN)) {
      int value = evaluate(problem.question());
      if (problem.kind() == Kind.CHOICE_SUM) {
        String line = problem.prompt().lines().toList().get(1 + problem.answer().charAt(0) - 'A');
        assertThat(line).isEqualTo(problem.answer() + ") " + value);
        assertThat(new HashSet<>(problem.options())).hasSize(4);
      } else {
        assertThat(problem.answer()).isEqualTo(String.valueOf(value));
        assertThat(problem.prompt()).isEqualTo(problem.question());
      }
    }
  }

  @Test
  void equalSeedsGiveEqualProblems() {
    assertThat(draw(2, Split.TRAIN)).isEqualTo(draw(2, Split.TRAIN));
    assertThat(draw(2, Split.TRAIN)).isNotEqualTo(draw(3, Split.TRAIN));
  }

  @Test
  void trainAndEvaluationShareNoSum() {
    Set<String> trained = new HashSet<>();
    draw(4, Split.TRAIN).forEach(problem -> trained.add(problem.canonical()));
    List<ArithmeticProblem> evaluated = draw(4, Split.EVALUATION);
    for (Kind kind : Kind.values()) {
      evaluated.addAll(ProblemFiles.draw(kind, Quickstart.PROBLEM_SEED));
    }
    assertThat(evaluated).allMatch(problem -> Split.of(problem) == Split.EVALUATION);
    assertThat(evaluated).noneMatch(problem -> trained.contains(problem.canonical()));
  }

  @Test
  void theOrderOfTermsDoesNotChangeTheSide() {
    ArithmeticProblem one =
        new ArithmeticProblem(Kind.SIGNED_SUM, 1, List.of(12, -7, 3), List.of());
    ArithmeticProblem other =
        new ArithmeticProblem(Kind.SIGNED_SUM, 1, List.of(3, 12, -7), List.of());
    assertThat(one.canonical()).isEqualTo(other.canonical());
    assertThat(Split.of(one)).isEqualTo(Split.of(other));
  }

  private static List<ArithmeticProblem> draw(long seed, Split split) {
    ProblemGenerator generator = new ProblemGenerator(seed, split);
    List<ArithmeticProblem> problems = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      problems.add(generator.next(LevelMix.EVEN));
    }
    return problems;
  }

  /** Adds the numbers of a question's text. */
  static int evaluate(String question) {
    Matcher matcher = TERM.matcher(question);
    int sum = 0;
    while (matcher.find()) {
      sum += Integer.parseInt(matcher.group());
    }
    return sum;
  }
}
