package org.alphagrid.report.job;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.AccuracyTokenCurve;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.evidence.ProblemGrid;
import org.alphagrid.report.evidence.Recommendation;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.table.SampleChoice;

/**
 * Chooses the samples that the page shows: parents, recommended points and the most accurate merge,
 * on the problems where they disagree most. A page that held every text would be too large.
 */
final class TextSelection {
  private static final int MODELS = 6;
  private static final int PROBLEMS = 36;

  private TextSelection() {}

  static SampleChoice choose(Report report) {
    List<String> models = models(report);
    List<ProblemGrid> grids = report.findings().grids();
    Map<String, List<String>> problems = new LinkedHashMap<>();
    for (ProblemGrid grid : grids) {
      List<String> own = models.stream().filter(grid.models()::contains).toList();
      problems.put(
          grid.benchmark(), disagreements(grid, own, Math.max(1, PROBLEMS / grids.size())));
    }
    return new SampleChoice(models, problems);
  }

  private static List<String> models(Report report) {
    Set<String> models = new LinkedHashSet<>();
    report.curve().points().stream()
        .filter(point -> point.isParent())
        .forEach(point -> models.add(point.model()));
    report.findings().evidence().recommendations(AccuracyTokenCurve.ALL).stream()
        .flatMap(found -> found.best().stream())
        .map(Recommendation.Choice::model)
        .forEach(models::add);
    report.curve().rows(AccuracyTokenCurve.ALL).stream()
        .filter(row -> !row.point().isParent())
        .max(Comparator.comparingDouble(row -> row.accuracy().mean()))
        .map(CurvePoint::point)
        .ifPresent(point -> models.add(point.model()));
    report.fronts().front(AccuracyTokenCurve.ALL).stream()
        .map(row -> row.point().model())
        .forEach(models::add);
    return models.stream().limit(MODELS).toList();
  }

  /** Problems by falling spread of the models' scores, equal ones in their order. */
  private static List<String> disagreements(ProblemGrid grid, List<String> models, int most) {
    if (models.isEmpty()) {
      return List.of();
    }
    List<double[]> scores = models.stream().map(grid::scores).toList();
    return IntStream.range(0, grid.problems().size())
        .boxed()
        .sorted(Comparator.comparingDouble(problem -> -spread(scores, problem)))
        .limit(most)
        .map(grid.problems()::get)
        .toList();
  }

  private static double spread(List<double[]> scores, int problem) {
    double mean = scores.stream().mapToDouble(model -> model[problem]).average().orElseThrow();
    return scores.stream().mapToDouble(model -> Math.pow(model[problem] - mean, 2)).sum();
  }
}
