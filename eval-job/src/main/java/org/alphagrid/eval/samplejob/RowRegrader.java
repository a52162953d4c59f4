package org.alphagrid.eval.samplejob;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.benchmark.ChoiceOrder;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grade;
import org.alphagrid.eval.grade.Grading;
import org.alphagrid.eval.grade.Response;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.eval.protocol.ThoughtSpan;
import org.alphagrid.eval.sample.SampleRow;

/** Extracts and grades a stored completion anew, with the options that the row holds. */
final class RowRegrader {
  private final Regrading regrading;
  private final Map<String, Grading> gradings = new HashMap<>();

  RowRegrader(Regrading regrading) {
    this.regrading = regrading;
  }

  /** Returns whether there is anything to grade: hidden texts and failed generations have none. */
  static boolean gradable(SampleRow row) {
    return row.getCompletion() != null && row.getError() == null;
  }

  SampleRow regrade(SampleRow row) {
    Grading grading = grading(row);
    Problem problem =
        new Problem(
            row.getProblem(),
            row.getProblem(),
            row.getChoices() == null ? List.of() : row.getChoices(),
            row.getReference(),
            row.getLevel());
    Grade grade = grading.grade(response(row), problem);
    return SampleRow.newBuilder(row)
        .setExtracted(grade.extracted())
        .setExtraction(grade.status().label())
        .setScore(grade.score())
        .setExtractor(grading.extractor().name())
        .setExtractorVersion(grading.extractor().version())
        .setGrader(grading.grader().name())
        .setGraderVersion(grading.grader().version())
        .setRule(grade.rule())
        .setVote(vote(row, grade))
        .setMeasures(grade.measures())
        .build();
  }

  private static String vote(SampleRow row, Grade grade) {
    return grade.vote() == null || row.getChoiceOrder() == null
        ? grade.vote()
        : ChoiceOrder.parse(row.getChoiceOrder()).original(grade.vote());
  }

  private Grading grading(SampleRow row) {
    String extractor = regrading.extractorFor(row.getBenchmark(), row.getExtractor());
    String grader = regrading.graderFor(row.getBenchmark(), row.getGrader());
    return gradings.computeIfAbsent(extractor + "/" + grader, key -> find(extractor, grader));
  }

  static Grading find(String extractor, String grader) {
    try {
      return new Grading(Grading.extractors().find(extractor), Grading.graders().find(grader));
    } catch (IllegalArgumentException e) {
      throw new UserException(
          e.getMessage() + " (give --extractor and --grader for rows of another harness)", e);
    }
  }

  /** Returns the text after the thought, which the row says was closed or not. */
  private static Response response(SampleRow row) {
    if (row.getThought() && !row.getThinkClosed()) {
      return Response.unclosedThought();
    }
    String text = row.getCompletion();
    if (row.getAnswerStart() != null) {
      return Response.answered(text.substring(Math.min(row.getAnswerStart(), text.length())));
    }
    // Rows of revision 1 do not say where the answer begins.
    return Response.answered(
        row.getThinkClosed()
            ? text.substring(ThoughtSpan.of(text, false, ThinkTags.DEFAULT).answerStart())
            : text);
  }
}
