package org.alphagrid.merge.method;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A numeric parameter a method understands; a flag is 0 or 1.
 *
 * @param name its key in sweep files and mergekit configurations
 * @param absent the value where none is given; empty if one must be given
 * @param least smallest value allowed
 * @param most largest value allowed
 * @param scope how many values there are
 * @param meaning one sentence for the documentation
 */
public record ParameterSpec(
    String name,
    Optional<BigDecimal> absent,
    BigDecimal least,
    BigDecimal most,
    Scope scope,
    String meaning) {
  /** What a parameter belongs to. */
  public enum Scope {
    /** One value for the merge. */
    METHOD,
    /** One value for each model. */
    MODEL,
    /** One value for each model; in a sweep, alpha for think and 1 - alpha for direct. */
    WEIGHT,
    /** One value for the merge; in a sweep, alpha. */
    BLEND
  }

  /** The strength every blend method has in a sweep. */
  public static final ParameterSpec ALPHA =
      required("alpha", "0", "1", "Weight on think; 0 is direct, 1 is think.");

  /** The share of a model in a weighted sum. */
  public static final ParameterSpec WEIGHT =
      required("weight", "-100", "100", "Weight of the model.").in(Scope.WEIGHT);

  /** The root of a method's random draws. */
  public static final ParameterSpec SEED =
      optional("seed", "0", "0", "9007199254740992", "Root of the random masks.");

  /** A parameter that must be given. */
  public static ParameterSpec required(String name, String least, String most, String meaning) {
    return new ParameterSpec(
        name, Optional.empty(), new BigDecimal(least), new BigDecimal(most), Scope.METHOD, meaning);
  }

  /** A parameter with a default. */
  public static ParameterSpec optional(
      String name, String absent, String least, String most, String meaning) {
    return new ParameterSpec(
        name,
        Optional.of(new BigDecimal(absent)),
        new BigDecimal(least),
        new BigDecimal(most),
        Scope.METHOD,
        meaning);
  }

  /** A switch, off (0) or on (1). */
  public static ParameterSpec flag(String name, String absent, String meaning) {
    return optional(name, absent, "0", "1", meaning);
  }

  /** The same parameter with another scope. */
  public ParameterSpec in(Scope other) {
    return new ParameterSpec(name, absent, least, most, other, meaning);
  }

  /** Whether each model has a value of its own. */
  public boolean isPerModel() {
    return scope == Scope.MODEL || scope == Scope.WEIGHT;
  }

  /** Whether a value lies in the range, ends included. */
  public boolean accepts(BigDecimal value) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
