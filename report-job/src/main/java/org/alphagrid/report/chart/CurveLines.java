package org.alphagrid.report.chart;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.alphagrid.report.curve.CurvePoint;

/** Groups rows into the lines that a picture draws. */
public final class CurveLines {
  private CurveLines() {}

  /**
   * Rows that differ in alpha only, by rising alpha; rows without alpha and parents make no line.
   */
  static List<List<CurvePoint>> of(List<CurvePoint> rows) {
    return new ArrayList<>(
        rows.stream()
            .filter(row -> !row.point().isParent() && row.point().alpha().isPresent())
            .sorted(Comparator.comparing(row -> row.point().alpha().orElseThrow()))
            .collect(groupingBy(row -> row.point().line(), LinkedHashMap::new, Collectors.toList()))
            .values());
  }

  /**
   * Returns the rows that get a marker: a point that shares its model stands where the other
   * stands.
   */
  public static List<CurvePoint> marked(List<CurvePoint> rows) {
    // Parents last, so that their stars lie on top.
    return rows.stream()
        .filter(row -> row.point().model().equals(row.point().id()))
        .sorted(Comparator.comparing(row -> row.point().isParent()))
        .toList();
  }
}
