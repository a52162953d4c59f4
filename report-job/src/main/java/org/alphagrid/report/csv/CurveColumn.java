package org.alphagrid.report.csv;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.OutcomeRates;
import org.alphagrid.report.generation.GenerationSummary;
import org.alphagrid.report.model.Report;

/**
 * Defines a column of {@code curve.csv} and {@code curve.parquet}.
 *
 * @param value null or NaN where there is none
 */
public record CurveColumn(String name, Kind kind, BiFunction<CurvePoint, Report, Object> value) {
  /** Names what a column holds. */
  public enum Kind {
    TEXT,
    COUNT,
    NUMBER,
    FLAG
  }

  public static final List<CurveColumn> ALL =
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
          number("tokens_low", row -> row.tokensInterval().low()),
          number("tokens_high", row -> row.tokensInterval().high()),
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
          sampled("pass_at_k", summary -> summary.passAtK().mean()),
          sampled("pass_at_k_low", summary -> summary.passInterval().low()),
          sampled("pass_at_k_high", summary -> summary.passInterval().high()),
          sampled("majority_at_k", summary -> summary.majority().mean()),
          sampled("majority_at_k_low", summary -> summary.majorityInterval().low()),
          sampled("majority_at_k_high", summary -> summary.majorityInterval().high()),
          sampled("tokens_median", GenerationSummary::tokensMedian),
          sampled("tokens_p90", GenerationSummary::tokensNinetieth),
          sampled("tokens_horizon", GenerationSummary::horizon),
          sampled("tokens_restricted_mean", summary -> summary.restrictedTokens().mean()),
          sampled("tokens_restricted_se", summary -> summary.restrictedTokens().standardError()),
          number("tokens_per_correct", CurvePoint::tokensPerCorrect),
          perCorrect("tokens_per_correct_low", Interval::low),
          perCorrect("tokens_per_correct_high", Interval::high),
          number("seconds_mean", CurvePoint::seconds));

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

  private static CurveColumn perCorrect(String name, Function<Interval, Number> value) {
    return new CurveColumn(
        name,
        Kind.NUMBER,
        (row, report) ->
            report.findings().evidence().tokensPerCorrect(row).map(value).orElse(null));
  }

  private static CurveColumn sampled(String name, Function<GenerationSummary, Number> value) {
    return new CurveColumn(
        name,
        Kind.NUMBER,
        (row, report) -> report.findings().generations().of(row).map(value).orElse(null));
  }
}
