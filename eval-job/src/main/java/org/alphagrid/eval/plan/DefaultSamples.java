package org.alphagrid.eval.plan;

import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.benchmark.BenchmarkReader;
import org.alphagrid.merge.sweep.EvalSettings;
import org.alphagrid.merge.sweep.Sweep;
import org.apache.hadoop.fs.Path;

/** Gives a sweep that leaves the number of samples open the number its benchmarks ask for. */
public final class DefaultSamples {
  private DefaultSamples() {}

  /**
   * @param benchmarks folder of the definitions
   * @throws UserException when the benchmarks ask for different numbers
   */
  public static Sweep fill(Sweep sweep, Path benchmarks) {
    EvalSettings settings = sweep.eval();
    if (settings.samples() != EvalSettings.SAMPLES_OF_BENCHMARK) {
      return sweep;
    }
    BenchmarkReader reader = new BenchmarkReader(benchmarks, Storage.configuration());
    SortedMap<String, Integer> numbers = new TreeMap<>();
    for (String name : settings.benchmarks()) {
      numbers.put(name, reader.read(name).samples());
    }
    if (numbers.values().stream().distinct().count() > 1) {
      throw new UserException(
          "Missing key 'eval.samples' in %s: its benchmarks ask for different numbers: %s"
              .formatted(sweep.file(), numbers));
    }
    return sweep.with(settings.withSamples(numbers.get(numbers.firstKey())));
  }
}
