package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.alphagrid.eval.grade.latex.MathToken;

/**
 * Reads a formula: sums of products, with factors side by side. Where people disagree on the
 * meaning ({@code 1/2x}, {@code x2}, {@code f(x)}), nothing is read.
 */
final class FormulaReader {
  private final Cursor cursor;
  private final WorkLimit work;
  private final AtomReader atoms;

  private FormulaReader(List<MathToken> tokens, WorkLimit work) {
    this.cursor = new Cursor(tokens);
    this.work = work;
    this.atoms = new AtomReader(cursor, this);
  }

  static Node read(List<MathToken> tokens, WorkLimit work) {
    FormulaReader reader = new FormulaReader(tokens, work);
    Node node = reader.whole();
    if (!reader.cursor.atEnd()) {
      throw new NotUnderstood("something follows the formula");
    }
    return node;
  }

  /** Returns a sum, or {@code n \choose k}. */
  Node whole() {
    Node above = sum();
    return cursor.acceptMacro("choose") ? new Node.Function("binomial", above, sum()) : above;
  }

  Node sum() {
    work.enter();
    Node total = cursor.peek().macro("pm") || cursor.peek().macro("mp") ? number(0) : product();
    while (true) {
      if (cursor.accept("+")) {
        total = join(total, product());
      } else if (cursor.accept("-")) {
        total = join(total, negated(product()));
      } else if (cursor.acceptMacro("pm")) {
        total = new Node.PlusMinus(total, product(), false);
      } else if (cursor.acceptMacro("mp")) {
        total = new Node.PlusMinus(total, product(), true);
      } else {
        work.leave();
        return total;
      }
    }
  }

  private Node product() {
    boolean two = cursor.ahead(1).is("-") || cursor.ahead(1).is("+");
    if (two && (cursor.peek().is("-") || cursor.peek().is("+"))) {
      throw new NotUnderstood("two signs");
    }
    if (cursor.accept("-")) {
      return nested(() -> negated(product()));
    }
    if (cursor.accept("+")) {
      return nested(this::product);
    }
    Node total = atoms.powered();
    while (true) {
      work.step();
      if (cursor.accept("*")) {
        total = new Node.Product(List.of(total, signedFactor()));
      } else if (cursor.accept("/")) {
        total = quotient(total);
      } else if (atoms.startsHere()) {
        total = sideBySide(total);
      } else {
        return total;
      }
    }
  }

  private Node nested(Supplier<Node> reading) {
    work.enter();
    Node node = reading.get();
    work.leave();
    return node;
  }

  private Node signedFactor() {
    return cursor.accept("-") ? negated(atoms.powered()) : atoms.powered();
  }

  private Node quotient(Node above) {
    Node below = signedFactor();
    if (atoms.startsHere()) {
      throw new NotUnderstood("unclear what is divided");
    }
    return new Node.Quotient(above, below);
  }

  private Node sideBySide(Node left) {
    if (cursor.peek().number()) {
      boolean factorials = cursor.previous().is("!") && cursor.ahead(1).is("!");
      return factorials ? new Node.Product(List.of(left, atoms.powered())) : mixedNumber(left);
    }
    boolean fraction = cursor.peek().macro("frac") && cursor.previous().number();
    Node right = atoms.powered();
    if (fraction && wholeNumber(left) && right instanceof Node.Quotient part && properPart(part)) {
      return new Node.Sum(List.of(left, part));
    }
    return new Node.Product(List.of(left, right));
  }

  /** {@code 1 4/5}: a whole number, then a proper fraction. */
  private Node mixedNumber(Node whole) {
    boolean mixed =
        wholeNumber(whole)
            && cursor.previous().number()
            && cursor.ahead(1).is("/")
            && cursor.ahead(2).number();
    if (!mixed) {
      throw new NotUnderstood("a number follows a factor");
    }
    Node above = atoms.powered();
    cursor.expect("/");
    Node.Quotient part = new Node.Quotient(above, atoms.powered());
    if (!properPart(part) || atoms.startsHere()) {
      throw new NotUnderstood("no mixed number");
    }
    return new Node.Sum(List.of(whole, part));
  }

  private static boolean wholeNumber(Node node) {
    return node instanceof Node.Number number && number.decimals() == 0;
  }

  private static boolean properPart(Node.Quotient part) {
    return part.above() instanceof Node.Number above
        && part.below() instanceof Node.Number below
        && above.decimals() == 0
        && below.decimals() == 0
        && above.value().numerator().compareTo(below.value().numerator()) < 0;
  }

  private static Node join(Node left, Node right) {
    List<Node> terms = new ArrayList<>();
    if (left instanceof Node.Sum sum) {
      terms.addAll(sum.terms());
    } else {
      terms.add(left);
    }
    terms.add(right);
    return new Node.Sum(terms);
  }

  static Node negated(Node node) {
    return node instanceof Node.Number number
        ? new Node.Number(number.value().negated(), number.decimals())
        : new Node.Product(List.of(number(-1), node));
  }

  static Node number(long value) {
    return new Node.Number(Rational.of(value), 0);
  }

  WorkLimit work() {
    return work;
  }
}
