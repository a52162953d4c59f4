package org.alphagrid.report.table;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.generation.GenerationTally;
import org.apache.spark.sql.Row;

/** Turns the rows of {@link SampleQueries#tallies} into tallies, and refuses impossible ones. */
final class TallyReader {
  /** Names the samples of one model on one problem. */
  record ModelProblem(String point, String benchmark, String problem) {}

  private final List<Double> budgets;
  private final Map<ModelProblem, Double> majorities;
  private final List<ProblemTally> tallies = new ArrayList<>();
  private final List<GenerationTally> generations = new ArrayList<>();

  /** Every row brings its own copy of the same few names. */
  private final Map<String, String> names = new HashMap<>();

  TallyReader(List<Double> budgets, Map<ModelProblem, Double> majorities) {
    this.budgets = budgets;
    this.majorities = majorities;
  }

  static ModelProblem key(Row row) {
    return new ModelProblem(row.getAs("point"), row.getAs("benchmark"), row.getAs("problem"));
  }

  void add(Row row) {
    ModelProblem key =
        new ModelProblem(
            name(row.getAs("point")), name(row.getAs("benchmark")), name(row.getAs("problem")));
    requireDistinct(key, row);
    try {
      tallies.add(tally(key, row));
      generations.add(generation(key, row));
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage(), e);
    }
  }

  List<Double> budgets() {
    return budgets;
  }

  List<ProblemTally> tallies() {
    return tallies;
  }

  List<GenerationTally> generations() {
    return generations;
  }

  private String name(String text) {
    return names.computeIfAbsent(text, same -> same);
  }

  private static void requireDistinct(ModelProblem key, Row row) {
    long samples = count(row, "samples");
    if (samples != count(row, "distinct_samples")) {
      throw new UserException(
          "Duplicate samples of point %s on %s, problem %s: %d rows, %d sample indices"
              .formatted(
                  key.point, key.benchmark, key.problem, samples, count(row, "distinct_samples")));
    }
  }

  private static ProblemTally tally(ModelProblem key, Row row) {
    Double millis = row.getAs("millis");
    return new ProblemTally(
        key.point,
        key.benchmark,
        key.problem,
        count(row, "samples"),
        row.<Double>getAs("score"),
        count(row, "tokens"),
        count(row, "thinking_tokens"),
        count(row, "answer_tokens"),
        new OutcomeCounts(
            count(row, "thought"),
            count(row, "closed"),
            count(row, "truncated"),
            count(row, "unclosed"),
            count(row, "unanswered"),
            count(row, "errors")),
        millis == null ? Double.NaN : millis);
  }

  private GenerationTally generation(ModelProblem key, Row row) {
    int first = row.fieldIndex("within_0");
    double[] within = new double[budgets.size()];
    for (int i = 0; i < within.length; i++) {
      within[i] = row.getDouble(first + i);
    }
    return new GenerationTally(
        key.point,
        key.benchmark,
        key.problem,
        count(row, "samples"),
        count(row, "right_samples"),
        majorities.getOrDefault(key, 0.0),
        count(row, "restricted_tokens"),
        within);
  }

  private static long count(Row row, String column) {
    return row.<Long>getAs(column);
  }
}
