package org.alphagrid.report.evidence;

import java.util.Collection;
import java.util.List;

/**
 * Estimates how much better the most accurate merge of a sweep looks than it is, by luck alone: the
 * winner's curse. In each bootstrap draw the best merge is chosen anew; what its drawn accuracy
 * exceeds its accuracy in the data by, on average, is what choosing adds (the bootstrap estimate of
 * a maximum's bias, Efron and Tibshirani 1993, chapter 10).
 *
 * @param merges number of models chosen from
 * @param accuracy gain by luck, as a share
 */
public record WinnersCurse(int merges, double accuracy) {

  static WinnersCurse of(DrawnMeans means, Collection<String> parents) {
    List<DrawnMeans.Row> rows =
        means.models().stream().filter(model -> !parents.contains(model)).map(means::row).toList();
    double sum = 0;
    for (int draw = 0; draw < means.draws(); draw++) {
      double most = Double.NEGATIVE_INFINITY;
      double truth = 0;
      for (DrawnMeans.Row row : rows) {
        if (row.accuracy().draws()[draw] > most) {
          most = row.accuracy().draws()[draw];
          truth = row.accuracy().value();
        }
      }
      sum += rows.isEmpty() ? 0 : most - truth;
    }
    return new WinnersCurse(rows.size(), sum / means.draws());
  }
}
