package org.alphagrid.report.render;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.OutcomeRates;
import org.alphagrid.report.generation.GenerationSummary;

/**
 * A column of {@code curve.csv} and {@code curve.parquet}.
 *
 * @param value null or NaN where there is none
 */
record CurveColumn(String name, Kind kind, BiFunction<CurvePoint, Report, Object> value) {
  enum Kind {
    TEXT,
    COUNT,
    NUMBER,
    FLAG
  }

  static final List<CurveColumn> ALL =
      List.of(
          text("point", row -> row.point().id()),
          text("method", row -> row.point().method()),
          number("alpha", row -> row.point().alpha().orElse(null)),
          text("model", row -> row.point().model()),
          text("benchmark", CurvePoint::benchmark),
          count("problems", row -> (long) row.problems()),
          count("samples", CurvePoint::samples),
          number("accuracy", row -> row.accuracy().mean()),
          number("accuracy_se", row -> row.accuracy().standardError()),
          number("accuracy_low", row -> row.accuracyInterval().low()),
          number("accuracy_high", row -> row.accuracyInterval().high()),
          number("tokens_mean", row -> row.tokens().mean()),
          number("tokens_se", row -> row.tokens().standardError()),
          number("thinking_tokens_mean", CurvePoint::thinkingTokens),
          number("answer_tokens_mean", CurvePoint::answerTokens),
          rate("think_ratio", OutcomeRates::thought),
          rate("closed_rate", OutcomeRates::closed),
          rate("truncated_rate", OutcomeRates::truncated),
          rate("unclosed_rate", OutcomeRates::unclosed),
          rate("no_answer_rate", OutcomeRates::unanswered),
          rate("error_rate", OutcomeRates::errors),
          new CurveColumn("on_front", Kind.FLAG, (row, report) -> report.fronts().contains(row)),
          new CurveColumn(
              "front_probability",
              Kind.NUMBER,
              (row, report) -> report.findings().evidence().frontProbability(row).orElse(null)),
          sampled("pass_k", summary -> (double) summary.k()),
          sampled("pass_at_k", GenerationSummary::passAtK),
          sampled("majority_at_k", GenerationSummary::majority),
          sampled("tokens_median", GenerationSummary::tokensMedian),
          sampled("tokens_p90", GenerationSummary::tokensNinetieth),
          number("tokens_per_correct", CurvePoint::tokensPerCorrect));

  private static CurveColumn text(String name, Function<CurvePoint, String> value) {
    return new CurveColumn(name, Kind.TEXT, (row, report) -> value.apply(row));
  }

  private static CurveColumn count(String name, Function<CurvePoint, Long> value) {
    return new CurveColumn(name, Kind.COUNT, (row, report) -> value.apply(row));
  }

  private static CurveColumn number(String name, Function<CurvePoint, Number> value) {
    return new CurveColumn(name, Kind.NUMBER, (row, report) -> value.apply(row));
  }

  private static CurveColumn rate(String name, Function<OutcomeRates, Number> value) {
    return number(name, row -> value.apply(row.rates()));
  }

  private static CurveColumn sampled(String name, Function<GenerationSummary, Number> value) {
    return new CurveColumn(
        name,
        Kind.NUMBER,
        (row, report) -> report.findings().generations().of(row).map(value).orElse(null));
  }
}
