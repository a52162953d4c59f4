package org.alphagrid.method;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A numeric parameter a method understands.
 *
 * @param name its key in sweep files
 * @param absent the value where none is given; empty if one must be given
 * @param least smallest value allowed
 * @param most largest value allowed
 * @param meaning one sentence for the documentation
 */
public record ParameterSpec(
    String name, Optional<BigDecimal> absent, BigDecimal least, BigDecimal most, String meaning) {
  /** The strength every blend method has. */
  public static final ParameterSpec ALPHA =
      required("alpha", "0", "1", "Weight on think; 0 is direct, 1 is think.");

  /** A parameter that must be given. */
  public static ParameterSpec required(String name, String least, String most, String meaning) {
    return new ParameterSpec(
        name, Optional.empty(), new BigDecimal(least), new BigDecimal(most), meaning);
  }

  /** A parameter with a default. */
  public static ParameterSpec optional(
      String name, String absent, String least, String most, String meaning) {
    return new ParameterSpec(
        name,
        Optional.of(new BigDecimal(absent)),
        new BigDecimal(least),
        new BigDecimal(most),
        meaning);
  }

  /** Whether a value lies in the range, ends included. */
  public boolean accepts(BigDecimal value) {
    return value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
  }
}
