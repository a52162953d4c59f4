package org.alphagrid.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.extractor.BoxedAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every registered extractor and grader promises; a new one needs no other robustness test.
 * The hostile texts are long enough that quadratic work would not end while anyone watches.
 */
class GradeContractTest {
  private static final String[] PIECES = {
    "\\boxed",
    "\\fbox",
    "{",
    "}",
    "\\{",
    "\\}",
    "\\",
    "$",
    "\\(",
    "\\text{",
    "answer is ",
    "Answer:",
    "A",
    "(B)",
    "1",
    "-",
    ",",
    ".",
    "/",
    "e",
    " ",
    "\n",
    "**",
    "\u2212",
    "\u00e9",
    "\ud83d\ude00",
    "\ud800",
    "\u0000",
    "\\frac",
    "\\sqrt{",
    "\\begin{pmatrix}",
    "\\pm",
    "\\in",
    "\"answer\":",
    "####",
    "(",
    "[",
    "|",
    "x",
    "^",
    "_",
    "=",
    "<",
    "!",
    "9",
    "<think>",
    "</think>",
  };

  /** The shipped ones and the worked examples of the package {@code example}. */
  @Test
  void namesAreRegistered() {
    assertThat(extractors()).extracting(Extractor::name).doesNotHaveDuplicates().hasSize(11);
    assertThat(graders()).extracting(Grader::name).doesNotHaveDuplicates().hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("extractors")
  void extractorHasNameAndVersion(Extractor extractor) {
    assertThat(extractor.name()).matches("[a-z][a-z0-9-]*");
    assertThat(extractor.version()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("graders")
  void graderHasNameAndVersion(Grader grader) {
    assertThat(grader.name()).matches("[a-z][a-z0-9-]*");
    assertThat(grader.version()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("extractors")
  void extractorSurvivesAnyText(Extractor extractor) {
    for (String text : hostileTexts()) {
      Optional<Extraction> first = extractor.extract(text);
      assertThat(first).isEqualTo(extractor.extract(text));
      first.ifPresent(
          extraction -> {
            assertThat(extraction.candidate()).isNotEmpty();
            assertThat(text).contains(extraction.candidate());
            assertThat(extraction.rule()).matches("[a-z-]+");
          });
    }
  }

  @ParameterizedTest
  @MethodSource("extractors")
  void noTextHoldsNoAnswer(Extractor extractor) {
    assertThat(extractor.extract("")).isEmpty();
    assertThat(extractor.extract(" \n ")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("graders")
  void graderSurvivesAnyCandidate(Grader grader) {
    for (Problem problem : problems()) {
      for (String text : hostileTexts()) {
        Verdict verdict = grader.grade(text, problem);
        assertThat(verdict.score()).isBetween(0.0, 1.0);
        assertThat(verdict.rule()).matches("[a-z-]+");
        String canonical = grader.canonical(text, problem);
        assertThat(canonical).isEqualTo(grader.canonical(text, problem));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("graders")
  void aReferenceIsRightAndAnotherIsNot(Grader grader) {
    if (!grader.comparesWithReference()) {
      assertThat(problems()).allMatch(problem -> grader.referenceFault(problem).isPresent());
      return; // Their references are conditions, which their own tests check.
    }
    List<Problem> gradable =
        problems().stream().filter(p -> grader.referenceFault(p).isEmpty()).toList();

    assertThat(gradable).hasSizeGreaterThan(1);
    for (Problem problem : gradable) {
      for (Problem other : gradable) {
        double score = grader.grade(other.reference(), problem).score();
        boolean same = other.reference().equals(problem.reference());
        assertThat(score).as("%s for %s", other, problem).isEqualTo(same ? 1 : 0);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("graders")
  void anEmptyCandidateIsWrong(Grader grader) {
    for (Problem problem : problems()) {
      assertThat(grader.grade("", problem).score()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("graders")
  void aBoxedReferenceIsFoundAndRight(Grader grader) {
    Extractor boxed = new BoxedAnswer();
    for (Problem problem : problems()) {
      Extraction found = boxed.extract("So \\boxed{" + problem.reference() + "}.").orElseThrow();
      assertThat(grader.grade(found.candidate(), problem).score())
          .isEqualTo(grader.referenceFault(problem).isEmpty() ? 1 : 0);
    }
  }

  private static Collection<Extractor> extractors() {
    return Grading.extractors().all();
  }

  private static Collection<Grader> graders() {
    return Grading.graders().all();
  }

  private static List<Problem> problems() {
    List<String> none = List.of();
    List<String> options = List.of("47", "57", "45", "37");
    return Stream.of(
            new Problem("1", "q", none, "74", 1),
            new Problem("2", "q", none, "-3", 1),
            new Problem("3", "q", none, "\\frac{1}{2}", 1),
            new Problem("4", "q", options, "A", 1),
            new Problem("5", "q", options, "D", 1))
        .toList();
  }

  private static List<String> hostileTexts() {
    List<String> texts = new ArrayList<>();
    Random random = new Random(20261122);
    for (int i = 0; i < 1000; i++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(60); piece >= 0; piece--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      texts.add(text.toString());
    }
    for (String piece : PIECES) {
      texts.add(piece.repeat(400_000 / piece.length()));
    }
    texts.add("\\boxed{".repeat(50_000) + "5" + "}".repeat(50_000));
    texts.add("1,234".repeat(100_000));
    texts.add("1" + ",234".repeat(100_000));
    texts.add("answer is " + " ".repeat(400_000));
    texts.add("\\boxed" + " ".repeat(400_000));
    return texts;
  }
}
