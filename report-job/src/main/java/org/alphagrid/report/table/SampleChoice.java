package org.alphagrid.report.table;

import java.util.List;
import java.util.Map;

/**
 * Names samples to read one by one.
 *
 * @param models ids
 * @param problems by benchmark
 */
public record SampleChoice(List<String> models, Map<String, List<String>> problems) {

  public SampleChoice {
    models = List.copyOf(models);
    problems = Map.copyOf(problems);
  }

  boolean isEmpty() {
    return models.isEmpty() || problems.values().stream().allMatch(List::isEmpty);
  }
}
