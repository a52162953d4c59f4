package org.alphagrid.merge.method;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * Declares a numeric parameter of a method; a switch is 0 or 1.
 *
 * @param name its key in sweep files and mergekit configurations
 * @param absent the default; empty if a value must be given
 * @param least smallest allowed value
 * @param most largest allowed value
 * @param scope whether the merge or each model has a value, and what drives it in a sweep
 * @param meaning one sentence that ends with a full stop, for the documentation
 */
public record ParameterSpec(
    String name,
    Optional<BigDecimal> absent,
    BigDecimal least,
    BigDecimal most,
    Scope scope,
    String meaning) {
  /** Says whether the merge or each model has a value, and what drives it in a sweep. */
  public enum Scope {
    /** Has one value for the merge. */
    METHOD,
    /** Has one value for each model; in a sweep, the same for direct and think. */
    MODEL,
    /** Has one value for each model; in a sweep, alpha for think and 1 - alpha for direct. */
    WEIGHT,
    /** Has one value for the merge; in a sweep, alpha. */
    BLEND
  }

  /** Declares the strength of a blend in a sweep; methods declare {@link #WEIGHT} or a blend. */
  public static final ParameterSpec ALPHA =
      required("alpha", "0", "1", "Weight on think; 0 is direct, 1 is think.");

  /** Declares the factor of a model in a weighted sum, in the scope {@link Scope#WEIGHT}. */
  public static final ParameterSpec WEIGHT =
      required("weight", "-100", "100", "Weight of the model.").in(Scope.WEIGHT);

  /** Declares the root of a method's random draws, a whole number. */
  public static final ParameterSpec SEED =
      optional("seed", "0", "0", "9007199254740992", "Root of the random masks.");

  /**
   * Declares a parameter without default, in the scope {@link Scope#METHOD}.
   *
   * @param least smallest allowed value, in decimal digits
   * @param most largest allowed value, in decimal digits
   */
  public static ParameterSpec required(String name, String least, String most, String meaning) {
    return new ParameterSpec(
        name, Optional.empty(), new BigDecimal(least), new BigDecimal(most), Scope.METHOD, meaning);
  }

  /**
   * Declares a parameter with a default, in the scope {@link Scope#METHOD}.
   *
   * @param absent the default, in decimal digits
   * @param least smallest allowed value, in decimal digits
   * @param most largest allowed value, in decimal digits
   */
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

  /**
   * Declares a switch, off (0) or on (1).
   *
   * @param absent the default, {@code 0} or {@code 1}
   */
  public static ParameterSpec flag(String name, String absent, String meaning) {
    return optional(name, absent, "0", "1", meaning);
  }

  /** Returns the same parameter in another scope. */
  public ParameterSpec in(Scope other) {
    return new ParameterSpec(name, absent, least, most, other, meaning);
  }

  /** Returns whether each model has a value of its own. */
  public boolean isPerModel() {
    return scope == Scope.MODEL || scope == Scope.WEIGHT;
  }

  /** Returns whether a value lies in the range, ends included. */
  public boolean accepts(BigDecimal value) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
