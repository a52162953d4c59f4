package org.alphagrid.eval.samplejob;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.core.UserException;

/**
 * Says which extractor and grader are to be used.
 *
 * @param extractors by benchmark, {@link #ALL} for the others; each row's own where neither is
 *     given
 * @param graders likewise
 */
record Regrading(Map<String, String> extractors, Map<String, String> graders)
    implements Serializable {
  private static final String ALL = "";

  Regrading {
    extractors = new TreeMap<>(extractors);
    graders = new TreeMap<>(graders);
  }

  /**
   * Reads options such as {@code math} and {@code gpqa-diamond=choice}.
   *
   * @param kind what an option names, for messages
   */
  static Map<String, String> byBenchmark(String kind, List<String> options) {
    Map<String, String> names = new TreeMap<>();
    for (String option : options) {
      int equals = option.indexOf('=');
      String benchmark = equals < 0 ? ALL : option.substring(0, equals);
      if (names.put(benchmark, option.substring(equals + 1)) != null) {
        throw new UserException(
            "Invalid --%s: %s (must be given once for each benchmark)".formatted(kind, option));
      }
    }
    return names;
  }

  String extractorFor(String benchmark, String inRow) {
    return name(extractors, benchmark, inRow);
  }

  String graderFor(String benchmark, String inRow) {
    return name(graders, benchmark, inRow);
  }

  /** Returns the benchmarks named. */
  List<String> benchmarks() {
    TreeSet<String> names = new TreeSet<>(extractors.keySet());
    names.addAll(graders.keySet());
    names.remove(ALL);
    return List.copyOf(names);
  }

  private static String name(Map<String, String> names, String benchmark, String inRow) {
    return names.getOrDefault(benchmark, names.getOrDefault(ALL, inRow));
  }
}
