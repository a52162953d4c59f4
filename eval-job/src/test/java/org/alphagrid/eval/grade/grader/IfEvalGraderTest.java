package org.alphagrid.eval.grade.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grade;
import org.alphagrid.eval.grade.Grading;
import org.alphagrid.eval.grade.Response;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.extractor.WholeAnswer;
import org.junit.jupiter.api.Test;

class IfEvalGraderTest {
  private static final String TWO =
      "{\"instruction_id_list\":[\"punctuation:no_comma\",\"startend:quotation\"],"
          + "\"kwargs\":[{},{}]}";
  private final Grading grading = new Grading(new WholeAnswer(), new IfEvalGrader());

  @Test
  void thePromptCountsOnlyWhenAllIsFollowed() {
    Grade all = grade("\"no commas here\"");
    assertThat(all.score()).isEqualTo(1);
    assertThat(all.rule()).isEqualTo("whole-answer/all-followed");
    assertThat(all.measures()).containsAllEntriesOf(counts(2, 2, 2, 1));

    Grade half = grade("no commas here");
    assertThat(half.score()).isZero();
    assertThat(half.measures())
        .containsAllEntriesOf(counts(2, 1, 1, 0))
        .containsEntry("strict/punctuation:no_comma", 1.0)
        .containsEntry("strict/startend:quotation", 0.0);
  }

  @Test
  void looseGradingForgivesFramesAndAsterisks() {
    Grade framed = grade("Sure, here it is:\n\"no commas here\"\nHope that helps, friend!");
    assertThat(framed.score()).isZero();
    assertThat(framed.measures()).containsAllEntriesOf(counts(2, 0, 2, 1));
    assertThat(grade("**\"no commas here\"**").measures()).containsAllEntriesOf(counts(2, 1, 2, 1));
  }

  @Test
  void aLineOfNoBreakSpacesIsNoParagraph() {
    String reference =
        "{\"instruction_id_list\":[\"length_constraints:nth_paragraph_first_word\"],"
            + "\"kwargs\":[{\"num_paragraphs\":2,\"nth_paragraph\":2,\"first_word\":\"bye\"}]}";
    Verdict verdict =
        new IfEvalGrader().grade("Hello there.\n\n\u00a0\n\nBye now.", problem(reference));

    assertThat(verdict.score()).isEqualTo(1);
  }

  @Test
  void nothingSaidFollowsNothing() {
    assertThat(grade("  \n ").rule()).isEqualTo("no-answer");
    assertThat(new IfEvalGrader().grade("  ", problem(TWO)).measures())
        .containsAllEntriesOf(counts(2, 0, 0, 0));
  }

  @Test
  void theThoughtIsNotJudgedAndTheTableKeepsADigest() {
    assertThat(grading.grade(Response.unclosedThought(), problem(TWO)).rule())
        .isEqualTo("unclosed-thought");
    assertThat(grade("\"x\"").extracted()).startsWith("sha256:").hasSize(31);
  }

  @Test
  void aBadReferenceIsAFault() {
    assertThat(new IfEvalGrader().referenceFault(problem(TWO))).isEmpty();
    assertThat(new IfEvalGrader().referenceFault(problem(TWO.replace("no_comma", "no_dot"))))
        .hasValueSatisfying(
            fault ->
                assertThat(fault)
                    .startsWith("Unknown instruction 'punctuation:no_dot'; did you mean"));
  }

  private Grade grade(String answer) {
    return grading.grade(Response.answered(answer), problem(TWO));
  }

  private static Problem problem(String reference) {
    return new Problem("1", "q", List.of(), reference, null);
  }

  private static Map<String, Double> counts(int all, int strict, int loose, int prompt) {
    return Map.of(
        "instructions", (double) all,
        "followed", (double) strict,
        "followed-loose", (double) loose,
        "prompt-loose", (double) prompt);
  }
}
