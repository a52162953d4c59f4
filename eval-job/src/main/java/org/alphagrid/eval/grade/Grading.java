package org.alphagrid.eval.grade;

import java.util.Optional;
import org.alphagrid.core.UserException;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.core.plugin.Catalog;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.benchmark.ProblemSet;

/**
 * Extracts and grades with a benchmark's extractor and grader.
 *
 * <p>Text after a truncation inside a thought is never graded: whatever it says, the model had not
 * begun to answer.
 */
public record Grading(Extractor extractor, Grader grader) {
  private static final int LONGEST_VOTE = 200;
  private static final int DIGEST_DIGITS = 24;

  /**
   * Returns the grading that a benchmark asks for.
   *
   * @throws UserException when it names an unknown extractor or grader
   */
  public static Grading of(Benchmark benchmark) {
    try {
      return new Grading(
          extractors().find(benchmark.extractor()), graders().find(benchmark.grader()));
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "%s (in benchmark '%s')".formatted(e.getMessage(), benchmark.name()), e);
    }
  }

  /** Returns every extractor on the class path, by name. */
  public static Catalog<Extractor> extractors() {
    return Catalog.of("extractor", Extractor.class);
  }

  /** Returns every grader on the class path, by name. */
  public static Catalog<Grader> graders() {
    return Catalog.of("grader", Grader.class);
  }

  /**
   * Checks that every reference can be judged.
   *
   * @throws UserException naming the first problem whose reference the grader finds unfit
   */
  public void requireGradable(ProblemSet set) {
    for (Problem problem : set.problems()) {
      Optional<String> fault = grader.referenceFault(problem);
      if (fault.isPresent()) {
        throw new UserException(
            "Cannot grade problem '%s' of benchmark '%s' with '%s': %s"
                .formatted(problem.id(), set.benchmark().name(), grader.name(), fault.get()));
      }
    }
  }

  /**
   * Extracts and grades a response.
   *
   * @param problem with the options in the order in which they were shown
   * @return the outcome; a response without an answer scores 0
   */
  public Grade grade(Response response, Problem problem) {
    if (response.thoughtUnclosed()) {
      return Grade.unanswered(ExtractionStatus.UNCLOSED_THOUGHT);
    }
    return extractor
        .extract(response.answer())
        .map(extraction -> grade(extraction, problem))
        .orElseGet(() -> Grade.unanswered(ExtractionStatus.NONE));
  }

  private Grade grade(Extraction extraction, Problem problem) {
    Verdict verdict = grader.grade(extraction.candidate(), problem);
    return new Grade(
        verdict.score(),
        extraction.rule() + "/" + verdict.rule(),
        extraction.shown(),
        ExtractionStatus.FOUND,
        vote(extraction, verdict, problem),
        verdict.measures());
  }

  // Everything accepted is the reference, however it is written.
  private String vote(Extraction extraction, Verdict verdict, Problem problem) {
    boolean right = verdict.score() == 1 && grader.comparesWithReference();
    String answer = right ? problem.reference() : extraction.candidate();
    String vote = grader.canonical(answer, problem);
    return vote.length() <= LONGEST_VOTE ? vote : digest(vote);
  }

  /** Returns a digest that stands for a text too long to be kept; equal for equal texts. */
  public static String digest(String text) {
    return "sha256:" + new ContentDigest().add("text", text).hex().substring(0, DIGEST_DIGITS);
  }
}
