package org.alphagrid.report.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.evidence.PairedDifference;
import org.alphagrid.report.model.ReportFile;

/**
 * Writes columns by name and value, so that a heading cannot stand over another column's numbers.
 */
final class CsvTable<T> {
  private final List<String> names = new ArrayList<>();
  private final List<Function<T, ?>> values = new ArrayList<>();

  CsvTable<T> column(String name, Function<T, ?> value) {
    names.add(name);
    values.add(value);
    return this;
  }

  /** Adds the columns {@code name_low} and {@code name_high}. */
  CsvTable<T> interval(String name, Function<T, Interval> interval) {
    return column(name + "_low", row -> interval.apply(row).low())
        .column(name + "_high", row -> interval.apply(row).high());
  }

  /**
   * Adds a difference of accuracies with its error, its interval and the two models' correlation.
   */
  CsvTable<T> accuracyDifference(Function<T, PairedDifference> difference) {
    return column("problems", row -> difference.apply(row).problems())
        .column("accuracy_difference", row -> difference.apply(row).mean())
        .column("accuracy_difference_se", row -> difference.apply(row).standardError())
        .interval("accuracy_difference", row -> difference.apply(row).interval())
        .column("accuracy_correlation", row -> difference.apply(row).correlation());
  }

  ReportFile render(String fileName, List<T> rows) {
    CsvText csv = new CsvText().line(names);
    for (T row : rows) {
      List<Object> fields = new ArrayList<>();
      values.forEach(value -> fields.add(value.apply(row)));
      csv.line(fields);
    }
    return ReportFile.ofText(fileName, csv.toString());
  }
}
