package org.alphagrid.eval.grade.math;

import java.util.List;

/** Holds a formula as a tree. */
sealed interface Node {
  /**
   * A number as written.
   *
   * @param decimals digits after its point; 0 for a whole number
   */
  record Number(Rational value, int decimals) implements Node {}

  /** A letter, with its index if it has one. */
  record Variable(String name) implements Node {}

  /** The constants pi, e, i. */
  record Constant(String name) implements Node {}

  /** A sum. */
  record Sum(List<Node> terms) implements Node {}

  /** A product. */
  record Product(List<Node> factors) implements Node {}

  /** A quotient. */
  record Quotient(Node above, Node below) implements Node {}

  /** A power. */
  record Power(Node base, Node exponent) implements Node {}

  /** The root of a whole degree; real for odd degrees. */
  record Root(int degree, Node radicand) implements Node {}

  /** A named function; {@code parameter} is a logarithm's base or null. */
  record Function(String name, Node argument, Node parameter) implements Node {}

  /** Both values of {@code left ± right}; {@code inverted} for the opposite sign. */
  record PlusMinus(Node left, Node right, boolean inverted) implements Node {}

  /** Digits in a stated base, kept as written: the base belongs to the answer. */
  record BasedNumber(String digits, String base) implements Node {}
}
