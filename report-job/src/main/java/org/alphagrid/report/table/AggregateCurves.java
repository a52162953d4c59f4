package org.alphagrid.report.table;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.curve.Estimate;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.curve.OutcomeRates;
import org.alphagrid.report.curve.SweepPoint;
import org.alphagrid.report.pareto.EstimatedImprovement;

/**
 * Reads aggregate points, such as curves taken from a paper: one line per point and benchmark with
 * accuracy, the half-width of its 90 % interval and mean tokens, and no samples.
 *
 * <p>A point measured again, which the column {@code run_dir} tells if there is one, is a point of
 * its own with the parameter {@code repeat}.
 *
 * <p>Columns, by name and in any order: {@code pair}, {@code benchmark}, {@code method}, {@code
 * setting}, {@code weight_on_thinking} (alpha, may be empty), {@code completions}, {@code
 * n_per_problem}, {@code acc_mean_all_samples} and {@code ci90_halfwidth} in percent (the latter
 * may be empty), {@code mean_tokens_plot}. Others are passed over. A weight of 0 or 1 is a parent,
 * and {@code weighted_average} is called linear. Every pair and benchmark becomes a benchmark of
 * its own, and there is no mean over all.
 */
public final class AggregateCurves {
  private final String file;
  private final Map<String, Integer> columns = new LinkedHashMap<>();
  private final Map<String, SweepPoint> points = new LinkedHashMap<>();
  private final Set<String> benchmarks = new LinkedHashSet<>();
  private final List<CurvePoint> rows = new ArrayList<>();

  /** Where each point was measured on each benchmark. */
  private final Map<String, List<String>> runs = new HashMap<>();

  private AggregateCurves(String file) {
    this.file = file;
  }

  /**
   * Returns the curve of a table.
   *
   * @param file name for messages
   * @param text lines of comma-separated values, the first of them the header
   * @throws UserException if a column is missing, a number is none, or a point occurs twice
   */
  public static AccuracyTokenCurve parse(String file, String text) {
    AggregateCurves curves = new AggregateCurves(file);
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.size() < 2) {
      throw new UserException("No points in " + file + ": no line after the header");
    }
    String[] header = lines.get(0).split(",", -1);
    for (int i = 0; i < header.length; i++) {
      curves.columns.put(header[i].strip(), i);
    }
    for (int i = 1; i < lines.size(); i++) {
      curves.add(i + 1, lines.get(i).split(",", -1));
    }
    return new AccuracyTokenCurve(
        List.copyOf(curves.benchmarks),
        List.copyOf(curves.points.values()),
        curves.rows,
        List.of());
  }

  private void add(int line, String[] fields) {
    String benchmark = field(fields, "pair") + " " + field(fields, "benchmark");
    SweepPoint point = point(line, fields);
    String run = columns.containsKey("run_dir") ? field(fields, "run_dir") : "";
    List<String> before =
        runs.computeIfAbsent(point.id() + "\n" + benchmark, name -> new ArrayList<>());
    if (before.contains(run)) {
      throw new UserException(
          "Duplicate point '%s' on %s in line %d of %s"
              .formatted(point.id(), benchmark, line, file));
    }
    before.add(run);
    if (before.size() > 1) {
      point = repeated(point, before.size());
    }
    points.putIfAbsent(point.id(), point);
    benchmarks.add(benchmark);
    rows.add(row(line, fields, points.get(point.id()), benchmark));
  }

  private static SweepPoint repeated(SweepPoint point, int time) {
    SortedMap<String, String> parameters = new TreeMap<>(point.parameters());
    parameters.put("repeat", Integer.toString(time));
    String id = point.id() + ",repeat=" + time;
    return new SweepPoint(id, point.method(), point.alpha(), id, parameters);
  }

  private CurvePoint row(int line, String[] fields, SweepPoint point, String benchmark) {
    long samples = (long) number(line, fields, "completions");
    int problems = (int) (samples / number(line, fields, "n_per_problem"));
    double accuracy = number(line, fields, "acc_mean_all_samples") / 100;
    String half = field(fields, "ci90_halfwidth");
    double error =
        half.isEmpty()
            ? Double.NaN
            : number(line, fields, "ci90_halfwidth")
                / 100
                / EstimatedImprovement.NORMAL_QUANTILE_90;
    Estimate estimate = new Estimate(accuracy, error);
    Interval wide = Interval.ofMean(estimate);
    Interval interval = new Interval(Math.max(0, wide.low()), Math.min(1, wide.high()));
    double tokens = number(line, fields, "mean_tokens_plot");
    double none = Double.NaN;
    return new CurvePoint(
        point,
        benchmark,
        problems,
        samples,
        estimate,
        interval,
        new Estimate(tokens, none),
        none,
        none,
        none,
        new OutcomeRates(none, none, none, none, none, none));
  }

  private SweepPoint point(int line, String[] fields) {
    String written = field(fields, "method");
    String method = written.equals("weighted_average") ? "linear" : written;
    String weight = field(fields, "weight_on_thinking");
    if (weight.isEmpty()) {
      String id = method + "/" + field(fields, "setting");
      return new SweepPoint(id, method, Optional.empty(), id, new TreeMap<>());
    }
    double value = number(line, fields, "weight_on_thinking");
    // Some weights are sums of binary fractions: 0.6699999999999999.
    BigDecimal alpha = new BigDecimal(String.format(Locale.ROOT, "%.2f", value));
    if (value == 0 || value == 1) {
      String id = SweepPoint.PARENT + "/" + (value == 0 ? "direct" : "think");
      return new SweepPoint(id, SweepPoint.PARENT, Optional.of(alpha), id, new TreeMap<>());
    }
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.put("alpha", alpha.toPlainString());
    String id = method + "/alpha=" + alpha.toPlainString();
    return new SweepPoint(id, method, Optional.of(alpha), id, parameters);
  }

  private double number(int line, String[] fields, String column) {
    String text = field(fields, column);
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below like a number that is not finite.
    }
    throw new UserException(
        "Invalid '%s' in line %d of %s: '%s' (must be a number)"
            .formatted(column, line, file, text));
  }

  private String field(String[] fields, String column) {
    Integer index = columns.get(column);
    if (index == null) {
      throw new UserException(
          "Missing column '%s' in %s; found: %s".formatted(column, file, columns.keySet()));
    }
    return index < fields.length ? fields[index].strip() : "";
  }
}
