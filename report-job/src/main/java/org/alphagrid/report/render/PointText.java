package org.alphagrid.report.render;

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
            Figures.percentWithError(row.accuracy()),
            Figures.percent(row.accuracyInterval().low()),
            Figures.percent(row.accuracyInterval().high()),
            Figures.tokensWithError(row.tokens()),
            Figures.tokens(row.thinkingTokens()),
            Figures.tokens(row.answerTokens()),
            Figures.percent(row.rates().thought()),
            row.problems(),
            row.samples(),
            (onFront ? "\nOn the Pareto front" : "")
                + (incomplete ? tried.map(PointText::chance).orElse(INCOMPLETE) : ""));
  }

  private static String chance(SearchRecord.Tried tried) {
    return "\nPart of the exam only (the search: %s); chance of being on the front %s"
        .formatted(tried.end(), Figures.percent(tried.frontChance()));
  }
}
