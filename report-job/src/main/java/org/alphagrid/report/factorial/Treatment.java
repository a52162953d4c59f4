package org.alphagrid.report.factorial;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds one merge with its settings.
 *
 * @param model whose samples it has
 * @param settings level by factor, the method among them
 */
record Treatment(String model, SortedMap<String, String> settings) {

  Treatment {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** Returns the settings without some of them. */
  SortedMap<String, String> without(String... factors) {
    SortedMap<String, String> rest = new TreeMap<>(settings);
    for (String factor : factors) {
      rest.remove(factor);
    }
    return rest;
  }
}
