package org.alphagrid.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.grader.MathGrader;
import org.junit.jupiter.api.Test;

/** The written-out pairs in {@code math-pairs.txt}: what is to be accepted, and what refused. */
class MathPairsTest {
  private final MathGrader grader = new MathGrader();

  @Test
  void theSuiteIsLargeEnoughToMeanSomething() throws IOException {
    assertThat(pairs()).hasSizeGreaterThanOrEqualTo(1200);
    assertThat(pairs().stream().filter(pair -> !pair.equal())).hasSizeGreaterThanOrEqualTo(500);
    assertThat(pairs()).doesNotHaveDuplicates();
  }

  @Test
  void nothingIsFalselyAccepted() throws IOException {
    assertThat(pairs().stream().filter(pair -> !pair.equal() && accepted(pair))).isEmpty();
  }

  @Test
  void nothingIsFalselyRefused() throws IOException {
    assertThat(pairs().stream().filter(pair -> pair.equal() && !accepted(pair))).isEmpty();
  }

  private boolean accepted(Pair pair) {
    Problem problem = new Problem("1", "q", List.of(), pair.reference(), null);
    return grader.grade(pair.candidate(), problem).score() == 1;
  }

  private record Pair(boolean equal, String reference, String candidate) {
    static Pair parse(String line) {
      String[] parts = line.substring(2).split(" ;; ", -1);
      assertThat(parts).as(line).hasSize(2);
      assertThat(line).matches("[=!] .*");
      return new Pair(line.charAt(0) == '=', parts[0].strip(), parts[1].strip());
    }
  }

  private static List<Pair> pairs() throws IOException {
    try (InputStream file = MathPairsTest.class.getResourceAsStream("math-pairs.txt")) {
      Stream<String> lines = new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
      return lines
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(Pair::parse)
          .toList();
    }
  }
}
