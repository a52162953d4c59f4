package org.alphagrid.report.factorial;

import java.util.List;

/**
 * Holds what the settings of a sweep do.
 *
 * @param factors settings with more than one level
 * @param effects of both families and responses, in order of the factors
 */
public record FactorialSummary(List<Factor> factors, List<Effect> effects) {

  public FactorialSummary {
    factors = List.copyOf(factors);
    effects = List.copyOf(effects);
  }

  /** Returns the summary of data that hold no problems, or one setting only. */
  public static FactorialSummary none() {
    return new FactorialSummary(List.of(), List.of());
  }

  public List<Effect> effects(Effect.Family family, ResponseVariable response) {
    return effects.stream()
        .filter(found -> found.family() == family && found.response() == response)
        .toList();
  }

  /** Returns the numeric settings other than alpha. */
  public List<Factor> parameters() {
    return factors.stream()
        .filter(factor -> factor.numeric() && !factor.name().equals(Factor.ALPHA))
        .toList();
  }
}
