package org.alphagrid.merge.inspect;

import java.util.ArrayList;
import java.util.List;

/** Renders columns of text, the first aligned left, the others right. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** Starts with the headings. */
  public TextTable(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with as many cells as there are headings. */
  public void add(List<String> cells) {
    if (cells.size() != rows.get(0).size()) {
      throw new IllegalArgumentException(
          "Invalid row: %d cells (must be %d)".formatted(cells.size(), rows.get(0).size()));
    }
    rows.add(List.copyOf(cells));
  }

  /** Returns the lines, each indented by two blanks. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int c = 0; c < row.size(); c++) {
        String blanks = " ".repeat(width(c) - row.get(c).length());
        line.append(' ').append(c == 0 ? row.get(c) + blanks : " " + blanks + row.get(c));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
