package org.alphagrid.report.evidence;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.pareto.Hypervolume;
import org.alphagrid.report.pareto.ParetoFront;

/**
 * Tells how much of a front is luck.
 *
 * @param probability share of bootstrap draws in which a model is on the front, by model
 * @param hypervolume share of the box up to {@code referenceTokens} that the models dominate
 * @param interval of the hypervolume; every draw has its own largest tokens
 * @param referenceTokens the largest mean tokens of any model
 */
public record FrontEvidence(
    Map<String, Double> probability,
    double hypervolume,
    Interval interval,
    double referenceTokens) {

  public FrontEvidence {
    probability = Map.copyOf(probability);
    requireNonNull(interval, "interval is null");
  }

  static FrontEvidence of(DrawnMeans means) {
    List<DrawnMeans.Row> rows = means.models().stream().map(means::row).toList();
    double[] tokens = values(rows, row -> row.tokens().value());
    double reference = largest(tokens);
    int draws = rows.get(0).tokens().draws().length;
    int[] hits = new int[rows.size()];
    double[] volumes = new double[draws];
    for (int i = 0; i < draws; i++) {
      int draw = i;
      double[] drawnAccuracies = values(rows, row -> row.accuracy().draws()[draw]);
      double[] drawnTokens = values(rows, row -> row.tokens().draws()[draw]);
      volumes[draw] = Hypervolume.of(drawnAccuracies, drawnTokens, largest(drawnTokens));
      front(drawnAccuracies, drawnTokens).forEach(model -> hits[model]++);
    }
    return new FrontEvidence(
        shares(means.models(), hits, draws),
        Hypervolume.of(values(rows, row -> row.accuracy().value()), tokens, reference),
        new ExpandedPercentile(means.problems()).of(volumes),
        reference);
  }

  private static double largest(double[] tokens) {
    return Arrays.stream(tokens).max().orElseThrow();
  }

  private static double[] values(
      List<DrawnMeans.Row> rows, ToDoubleFunction<DrawnMeans.Row> value) {
    return rows.stream().mapToDouble(value).toArray();
  }

  private static List<Integer> front(double[] accuracies, double[] tokens) {
    List<Integer> all = IntStream.range(0, tokens.length).boxed().toList();
    return ParetoFront.of(all, i -> accuracies[i], i -> tokens[i]);
  }

  private static Map<String, Double> shares(List<String> models, int[] hits, int draws) {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int i = 0; i < hits.length; i++) {
      shares.put(models.get(i), (double) hits[i] / draws);
    }
    return shares;
  }
}
