package org.alphagrid.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.DataFormat;
import org.alphagrid.eval.benchmark.DataSource;
import org.alphagrid.eval.benchmark.Examples;
import org.alphagrid.eval.benchmark.FieldMapping;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.benchmark.PromptTemplate;
import org.alphagrid.eval.benchmark.TextPolicy;
import org.junit.jupiter.api.Test;

class GradingTest {
  private final Grading grading = Grading.of(benchmark("boxed", "integer"));
  private final Problem problem = new Problem("1", "17+48+9=?", List.of(), "74", 2);

  @Test
  void theRuleNamesBothSteps() {
    assertThat(grading.grade(Response.answered("\\boxed{074}"), problem))
        .isEqualTo(found(1, "last-box/integer-equal", "074", "74"));
    assertThat(grading.grade(Response.answered("\\boxed{73}"), problem))
        .isEqualTo(found(0, "last-box/integer-different", "73", "73"));
  }

  @Test
  void aRightAnswerInAnUnclosedThoughtIsNotGraded() {
    Response decoy = new Response("<think>so \\boxed{74}, but wait", true);

    assertThat(grading.grade(decoy, problem))
        .isEqualTo(Grade.unanswered(ExtractionStatus.UNCLOSED_THOUGHT));
    assertThat(grading.grade(Response.unclosedThought(), problem).status().label())
        .isEqualTo("unclosed-thought");
  }

  @Test
  void equalAnswersVoteAlike() {
    Grading math = Grading.of(benchmark("boxed", "math"));
    Problem half = new Problem("1", "q", List.of(), "\\frac{1}{2}", null);

    assertThat(Stream.of("0.5", "\\frac12", "2/4", "\\dfrac{1}{2}").map(a -> vote(math, half, a)))
        .containsOnly("1/2");
    assertThat(Stream.of("0.25", "\\frac{1}{4}").map(a -> vote(math, half, a))).containsOnly("1/4");
    assertThat(vote(math, half, "x + 1")).isEqualTo(vote(math, half, "x+1")).isNotEqualTo("1/2");
    assertThat(vote(grading, problem, "+073")).isEqualTo("73");
    assertThat(vote(grading, problem, "many " + "x".repeat(300))).startsWith("sha256:");
  }

  private static String vote(Grading grading, Problem problem, String answer) {
    return grading.grade(Response.answered("\\boxed{" + answer + "}"), problem).vote();
  }

  @Test
  void noAnswerIsToldFromAWrongOne() {
    assertThat(grading.grade(Response.answered("It is 74."), problem))
        .isEqualTo(Grade.unanswered(ExtractionStatus.NONE));
  }

  @Test
  void aFailedGenerationHasNoAnswer() {
    assertThat(grading.grade(Response.answered(null), problem).status())
        .isEqualTo(ExtractionStatus.NONE);
  }

  @Test
  void unknownNamesAnswerWithTheKnownOnes() {
    assertThatThrownBy(() -> Grading.of(benchmark("boxd", "integer")))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Unknown extractor 'boxd'; did you mean 'boxed'? known: [answer-phrase, boxed,"
                + " choice-letter, choice-letter-or-last-capital, code-block, double-brackets,"
                + " hash-marks, json-answer, last-number, stated-or-last-number, whole-answer] (in benchmark"
                + " 'sums')");
    assertThatThrownBy(() -> Grading.of(benchmark("boxed", "maths")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(
            "Unknown grader 'maths'; did you mean 'math'? known: [choice, exact, ifeval,"
                + " ignore-case, integer,"
                + " math, number, unit-tests]");
  }

  @Test
  void ungradableReferencesStopBeforeAnythingRuns() {
    Problem bad = new Problem("7", "q", List.of(), "many", null);
    ProblemSet set = new ProblemSet(benchmark("boxed", "integer"), List.of(problem, bad), "00");

    assertThatThrownBy(() -> grading.requireGradable(set))
        .isInstanceOf(UserException.class)
        .hasMessage(
            "Cannot grade problem '7' of benchmark 'sums' with 'integer': reference 'many' is no"
                + " whole number");
  }

  private static Grade found(double score, String rule, String extracted, String vote) {
    return new Grade(score, rule, extracted, ExtractionStatus.FOUND, vote, Map.of());
  }

  private static Benchmark benchmark(String extractor, String grader) {
    return new Benchmark(
        "sums",
        "1",
        "d",
        "CC0",
        "here",
        new DataSource(URI.create("file:///sums.jsonl"), DataFormat.JSONL),
        FieldMapping.of("id", "q", "a"),
        new PromptTemplate("{question}", PromptTemplate.DEFAULT_CHOICE, "\n"),
        Examples.NONE,
        false,
        extractor,
        grader,
        1,
        null,
        TextPolicy.STORED);
  }
}
