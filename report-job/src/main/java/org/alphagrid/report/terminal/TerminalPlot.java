package org.alphagrid.report.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.alphagrid.report.chart.CurveLines;
import org.alphagrid.report.chart.PlotAxis;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.text.NumberFormat;

/**
 * Draws accuracy against tokens in letters: D, T and B are the parents, every line of points has a
 * letter of its own, and a star stands where several points meet.
 */
final class TerminalPlot {
  private static final int WIDTH = 64;
  private static final int HEIGHT = 14;
  private static final String LETTERS = "abcefghijklmnopqrsuvwxyz";

  private TerminalPlot() {}

  /** Lines that end with a line feed; nothing for fewer than two points. */
  static String render(List<CurvePoint> rows) {
    List<CurvePoint> marked = CurveLines.marked(rows);
    if (marked.size() < 2) {
      return "";
    }
    double low = marked.stream().mapToDouble(row -> row.accuracy().mean()).min().orElseThrow();
    double high = marked.stream().mapToDouble(row -> row.accuracy().mean()).max().orElseThrow();
    double most = marked.stream().mapToDouble(row -> row.tokens().mean()).max().orElseThrow();
    PlotAxis across = PlotAxis.covering(0, most, 4);
    PlotAxis up = PlotAxis.coveringShare(low, high, 4);
    Map<String, Character> letters = new LinkedHashMap<>();
    char[][] cells = new char[HEIGHT][WIDTH];
    Arrays.stream(cells).forEach(line -> Arrays.fill(line, ' '));
    for (CurvePoint row : marked) {
      int x = cell(across.fraction(row.tokens().mean()), WIDTH);
      int y = HEIGHT - 1 - cell(up.fraction(row.accuracy().mean()), HEIGHT);
      char letter = letter(row, letters);
      cells[y][x] = cells[y][x] == ' ' || row.point().isParent() ? letter : '*';
    }
    return text(cells, across, up) + legend(letters);
  }

  private static int cell(double fraction, int cells) {
    return (int) Math.round(fraction * (cells - 1));
  }

  private static char letter(CurvePoint row, Map<String, Character> letters) {
    if (row.point().isParent()) {
      return row.point().role().toUpperCase(Locale.ROOT).charAt(0);
    }
    return letters.computeIfAbsent(
        row.point().line(), line -> LETTERS.charAt(letters.size() % LETTERS.length()));
  }

  private static String text(char[][] cells, PlotAxis across, PlotAxis up) {
    StringBuilder text = new StringBuilder();
    for (int y = 0; y < HEIGHT; y++) {
      String label =
          y == 0 || y == HEIGHT - 1 ? NumberFormat.wholePercent(y == 0 ? up.high() : up.low()) : "";
      text.append(String.format(Locale.ROOT, "%6s |", label))
          .append(new String(cells[y]).stripTrailing())
          .append('\n');
    }
    String most = String.format(Locale.ROOT, "%,.0f tokens", across.high());
    text.append("       +").append("-".repeat(WIDTH)).append('\n');
    text.append(" ".repeat(8)).append('0');
    text.append(" ".repeat(WIDTH - 1 - most.length())).append(most).append('\n');
    return text.toString();
  }

  private static String legend(Map<String, Character> letters) {
    List<String> names = new ArrayList<>();
    letters.forEach((line, letter) -> names.add(letter + " " + line));
    names.add("D T B parents");
    names.add("* several");
    return "        " + String.join("   ", names) + "\n";
  }
}
