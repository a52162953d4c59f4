package org.alphagrid.report.text;

import java.util.Optional;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.searchlog.SearchRecord;

/** Writes what a tooltip says about a point. */
public final class PointText {
  private static final String INCOMPLETE = "\nIncomplete: samples are missing";

  private PointText() {}

  public static String of(
      CurvePoint row, boolean onFront, boolean incomplete, Optional<SearchRecord.Tried> tried) {
    return """
        %s
        Accuracy %s (95 %%: %s to %s)
        Tokens %s (thinking %s, answer %s)
        Samples with a thought %s
        %d problems, %d samples%s"""
        .formatted(
            row.point().id(),
            NumberFormat.percentWithError(row.accuracy()),
            NumberFormat.percent(row.accuracyInterval().low()),
            NumberFormat.percent(row.accuracyInterval().high()),
            NumberFormat.tokensWithError(row.tokens()),
            NumberFormat.tokens(row.thinkingTokens()),
            NumberFormat.tokens(row.answerTokens()),
            NumberFormat.percent(row.rates().thought()),
            row.problems(),
            row.samples(),
            (onFront ? "\nOn the Pareto front" : "")
                + (incomplete ? tried.map(PointText::chance).orElse(INCOMPLETE) : ""));
  }

  private static String chance(SearchRecord.Tried tried) {
    return "\nPart of the problems only (the search: %s); chance of being on the front %s"
        .formatted(tried.end(), NumberFormat.percent(tried.frontChance()));
  }
}
