package org.alphagrid.evaljob;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.sample.SampleLengths;
import org.apache.hadoop.fs.Path;

/** Learns from samples that a run has already how long the missing ones will be. */
final class EarlierLengths {
  /** Files looked into: enough to see how length goes with alpha, few enough to be read at once. */
  private static final int MOST_FILES = 128;

  private EarlierLengths() {}

  /**
   * @param samples folder of the files
   */
  static ExpectedLengths read(Path samples, Collection<SampleFile> files, EvalPlanner planner) {
    Map<String, EvalPlanner.Place> places = new HashMap<>();
    for (EvalPlanner.Place place : planner.places()) {
      places.put(SupersededShards.cell(place.model().point().id(), place.exam().name()), place);
    }
    List<SampleFile> ours = files.stream().filter(file -> !file.members().isEmpty()).toList();
    ExpectedLengths lengths = new ExpectedLengths();
    List<Path> chosen = new ArrayList<>();
    int step = Math.max(1, ours.size() / MOST_FILES);
    for (int i = 0; i < ours.size(); i += step) {
      chosen.add(new Path(samples, ours.get(i).name()));
    }
    chosen.parallelStream()
        .map(EarlierLengths::lengths)
        .forEachOrdered(
            found ->
                found.forEach(
                    (cell, sum) -> {
                      EvalPlanner.Place place =
                          places.get(SupersededShards.cell(cell.point(), cell.benchmark()));
                      if (place != null) {
                        lengths.add(
                            place.model(), place.exam().name(), sum.samples(), sum.tokens());
                      }
                    }));
    return lengths;
  }

  private static Map<SampleLengths.Cell, SampleLengths.Sum> lengths(Path file) {
    try {
      return SampleLengths.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
