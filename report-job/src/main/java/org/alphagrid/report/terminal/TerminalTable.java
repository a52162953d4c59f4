package org.alphagrid.report.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.NumberFormat;

/** Writes one aligned line per point, over all benchmarks. */
final class TerminalTable {
  private static final List<String> HEADER =
      List.of("point", "alpha", "accuracy", "tokens", "think", "front");

  private TerminalTable() {}

  /** Returns the table as lines that end with a line feed. */
  public static String render(Report report) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADER);
    report.curve().points().forEach(point -> lines.add(line(point, report)));
    int[] widths = IntStream.range(0, HEADER.size()).map(column -> width(lines, column)).toArray();
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(aligned(line, widths)).append('\n'));
    return text.toString();
  }

  private static List<String> line(SweepPoint point, Report report) {
    return report
        .curve()
        .row(point, AccuracyTokenCurve.ALL)
        .map(row -> line(row, report.fronts().contains(row)))
        .orElseGet(() -> List.of(point.id(), point.alphaText(), "missing", "", "", ""));
  }

  private static List<String> line(CurvePoint row, boolean onFront) {
    return List.of(
        row.point().id(),
        row.point().alphaText(),
        NumberFormat.percentWithError(row.accuracy()),
        NumberFormat.tokensWithError(row.tokens()),
        NumberFormat.wholePercent(row.rates().thought()),
        onFront ? "*" : "");
  }

  private static int width(List<List<String>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }

  /** The first column stands left, figures right. */
  private static String aligned(List<String> line, int[] widths) {
    StringBuilder text = new StringBuilder(line.get(0));
    text.append(" ".repeat(widths[0] - line.get(0).length()));
    for (int column = 1; column < widths.length; column++) {
      String field = line.get(column);
      text.append("  ").append(" ".repeat(widths[column] - field.length())).append(field);
    }
    return text.toString().stripTrailing();
  }
}
