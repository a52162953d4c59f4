package org.alphagrid.quickstart;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Holds everything a run can be given on the command line as {@code name=value}.
 *
 * @param shape sizes of the three models
 * @param base steps and rate of the common base
 * @param thinkShare share of the base's examples that think; the others answer at once
 * @param direct steps and rate of the direct parent's fine-tuning
 * @param think steps and rate of the think parent's fine-tuning
 * @param seed of weights, problems and formats
 */
record TrainingRecipe(
    DecoderShape shape,
    Schedule base,
    double thinkShare,
    Schedule direct,
    Schedule think,
    long seed) {

  /** Holds the values that the published parents were made with. */
  static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("hidden", "128"),
          Map.entry("feedForward", "384"),
          Map.entry("layers", "4"),
          Map.entry("heads", "4"),
          Map.entry("keyValueHeads", "2"),
          Map.entry("headSize", "32"),
          Map.entry("baseSteps", "2500"),
          Map.entry("baseRate", "2.5e-3"),
          Map.entry("thinkShare", "0.2"),
          Map.entry("directSteps", "300"),
          Map.entry("directRate", "5e-4"),
          Map.entry("thinkSteps", "400"),
          Map.entry("thinkRate", "1e-3"),
          Map.entry("seed", "2026"));

  private static final int MAX_WARMUP = 150;

  /** Reads the options, refusing unknown names. */
  static TrainingRecipe parse(List<String> options) {
    Map<String, String> values = new HashMap<>(DEFAULTS);
    for (String option : options) {
      String[] parts = option.split("=", 2);
      if (parts.length != 2 || !values.containsKey(parts[0])) {
        throw new IllegalArgumentException(
            "Unknown option '" + option + "'; known, with defaults: " + new TreeMap<>(DEFAULTS));
      }
      values.put(parts[0], parts[1]);
    }
    return new TrainingRecipe(
        shape(values),
        schedule(values, "base"),
        Double.parseDouble(values.get("thinkShare")),
        schedule(values, "direct"),
        schedule(values, "think"),
        Long.parseLong(values.get("seed")));
  }

  private static DecoderShape shape(Map<String, String> values) {
    return new DecoderShape(
        Integer.parseInt(values.get("hidden")),
        Integer.parseInt(values.get("feedForward")),
        Integer.parseInt(values.get("layers")),
        Integer.parseInt(values.get("heads")),
        Integer.parseInt(values.get("keyValueHeads")),
        Integer.parseInt(values.get("headSize")));
  }

  private static Schedule schedule(Map<String, String> values, String name) {
    int steps = Integer.parseInt(values.get(name + "Steps"));
    double rate = Double.parseDouble(values.get(name + "Rate"));
    return new Schedule(steps, rate, Math.min(MAX_WARMUP, steps / 10));
  }
}
