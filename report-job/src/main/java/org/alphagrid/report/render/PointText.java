package org.alphagrid.report.render;

import org.alphagrid.report.curve.CurvePoint;

/** What a tooltip says about a point. */
final class PointText {
  private PointText() {}

  static String of(CurvePoint row, boolean onFront, boolean incomplete) {
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
                + (incomplete ? "\nIncomplete: samples are missing" : ""));
  }
}
