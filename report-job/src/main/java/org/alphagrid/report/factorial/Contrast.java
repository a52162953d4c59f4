package org.alphagrid.report.factorial;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds one question to the data, a weighted sum of model means on each benchmark.
 *
 * @param effect what is asked about, for example {@code density} or {@code alpha × density}
 * @param levels what is compared, for example {@code 0.2 → 0.8}
 * @param where settings at which, empty for everywhere
 * @param weights by number of the benchmark; others do not take part
 */
record Contrast(
    String effect, String levels, Map<String, String> where, Map<Integer, Weights> weights) {

  Contrast {
    where = Collections.unmodifiableMap(new TreeMap<>(where));
    weights = Collections.unmodifiableMap(new TreeMap<>(weights));
  }
}
