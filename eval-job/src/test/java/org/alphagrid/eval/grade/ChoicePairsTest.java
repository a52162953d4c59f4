package org.alphagrid.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.extractor.ChoiceAnswer;
import org.alphagrid.eval.grade.grader.ChoiceGrader;
import org.junit.jupiter.api.Test;

/**
 * The written-out completions in {@code choice-pairs.txt}: what is to be accepted, and what not.
 */
class ChoicePairsTest {
  private final Grading grading = new Grading(new ChoiceAnswer(), new ChoiceGrader());

  private record Pair(boolean right, List<String> options, String reference, String completion) {}

  @Test
  void theSuiteIsLargeEnoughToMeanSomething() throws IOException {
    assertThat(pairs()).hasSizeGreaterThanOrEqualTo(250).doesNotHaveDuplicates();
    assertThat(pairs().stream().filter(pair -> !pair.right())).hasSizeGreaterThanOrEqualTo(90);
  }

  @Test
  void noOtherAnswerIsAccepted() throws IOException {
    assertThat(pairs().stream().filter(pair -> !pair.right() && accepted(pair))).isEmpty();
  }

  @Test
  void noRightAnswerIsRefused() throws IOException {
    assertThat(pairs().stream().filter(pair -> pair.right() && !accepted(pair))).isEmpty();
  }

  private boolean accepted(Pair pair) {
    Problem problem = new Problem("1", "q", pair.options(), pair.reference(), null);
    return grading.grade(Response.answered(pair.completion()), problem).score() == 1;
  }

  private static List<Pair> pairs() throws IOException {
    List<Pair> pairs = new ArrayList<>();
    List<String> options = List.of();
    try (InputStream file = ChoicePairsTest.class.getResourceAsStream("choice-pairs.txt")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("@")) {
          String[] written = line.substring(1).strip().split(" \\| ");
          options = written.length < 2 ? List.of() : Arrays.asList(written);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          assertThat(line).matches("[=!] .* ;; .*");
          String[] parts = line.substring(2).split(" ;; ", 2);
          String completion = parts[1].replaceAll("\\\\n(?![a-z])", "\n");
          pairs.add(new Pair(line.charAt(0) == '=', options, parts[0], completion));
        }
      }
    }
    return pairs;
  }
}
