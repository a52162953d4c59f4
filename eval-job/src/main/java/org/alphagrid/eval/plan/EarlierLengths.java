package org.alphagrid.eval.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.eval.sample.PointBenchmark;
import org.alphagrid.eval.sample.SampleLengths;
import org.alphagrid.eval.sample.files.SampleFile;
import org.apache.hadoop.fs.Path;

/** Learns from the samples that a run has how long the missing ones will be. */
final class EarlierLengths {
  /** Files looked into: enough to see how length goes with alpha, few enough to be read at once. */
  private static final int MOST_FILES = 128;

  private EarlierLengths() {}

  /**
   * @param samples folder of the files
   */
  static ExpectedLengths read(
      Path samples, Collection<SampleFile> files, Collection<SampleSeries> series) {
    Map<PointBenchmark, SampleSeries> byKey = new HashMap<>();
    series.forEach(one -> byKey.put(one.key(), one));
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
                    (key, sum) -> {
                      SampleSeries one = byKey.get(key);
                      if (one != null) {
                        lengths.add(one.model(), key.benchmark(), sum.samples(), sum.tokens());
                      }
                    }));
    return lengths;
  }

  private static Map<PointBenchmark, SampleLengths.Sum> lengths(Path file) {
    try {
      return SampleLengths.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
