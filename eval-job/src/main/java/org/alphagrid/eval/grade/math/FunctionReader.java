package org.alphagrid.eval.grade.math;

import java.util.List;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.Notation;

/** Reads the macros that take arguments; any macro not named here is not understood. */
final class FunctionReader {
  private final Cursor cursor;
  private final AtomReader atoms;

  FunctionReader(Cursor cursor, AtomReader atoms) {
    this.cursor = cursor;
    this.atoms = atoms;
  }

  Node macro(String name) {
    cursor.next();
    if (Notation.FUNCTIONS.contains(name)) {
      return function(name);
    }
    return switch (name) {
      case "frac" -> fraction();
      case "sqrt" -> root();
      case "binom" -> binomial();
      case "pi" -> new Node.Constant("pi");
      case "imath" -> new Node.Constant("i");
      case "lfloor" -> rounded("floor", "rfloor");
      case "lceil" -> rounded("ceil", "rceil");
      default -> throw new NotUnderstood("unknown macro " + name);
    };
  }

  private Node fraction() {
    if (!cursor.peek().is("{") && cursor.peek().number()) {
      return bareFraction();
    }
    Node above = atoms.argument();
    return new Node.Quotient(above, denominator());
  }

  /** {@code \frac12}, {@code \frac1{12}}: without braces each argument is one digit. */
  private Node bareFraction() {
    int digits = cursor.peek().text().length();
    if (digits == 2 && !cursor.peek().text().contains(".")) {
      cursor.splitTwoDigits();
    } else if (digits != 1) {
      throw new NotUnderstood("unclear fraction");
    }
    Node above = atoms.argument();
    return new Node.Quotient(above, denominator());
  }

  private Node denominator() {
    if (cursor.peek().number() && cursor.peek().text().length() > 1) {
      throw new NotUnderstood("unclear fraction");
    }
    return atoms.argument();
  }

  private Node root() {
    int degree = 2;
    if (cursor.accept("[")) {
      MathToken written = cursor.next();
      if (!written.number() || !cursor.accept("]")) {
        throw new NotUnderstood("unclear root");
      }
      degree = Rational.parse(written.text()).intValue(100);
    }
    if (degree < 2 || (cursor.peek().number() && cursor.peek().text().length() > 1)) {
      throw new NotUnderstood("unclear root");
    }
    Node radicand = cursor.peek().is("(") ? atoms.group("(", ")") : atoms.argument();
    return new Node.Root(degree, radicand);
  }

  private Node binomial() {
    Node above = atoms.argument();
    return new Node.Function("binomial", above, atoms.argument());
  }

  /** {@code C(n, k)}, whose bracket stands here. */
  Node chosen() {
    cursor.expect("(");
    Node above = atoms.sum();
    cursor.expect(",");
    Node below = atoms.sum();
    cursor.expect(")");
    return new Node.Function("binomial", above, below);
  }

  private Node rounded(String name, String close) {
    Node inside = atoms.sum();
    if (!cursor.acceptMacro(close)) {
      throw new NotUnderstood("unclosed " + name);
    }
    return new Node.Function(name, inside, null);
  }

  private Node function(String name) {
    Node base = null;
    if (name.equals("log") && cursor.accept("_")) {
      base = atoms.argument();
    }
    Node power = cursor.accept("^") ? atoms.argument() : null;
    if (power != null && !(power instanceof Node.Number number && number.value().signum() > 0)) {
      // The minus first power of a function is its inverse to some and its reciprocal to others.
      throw new NotUnderstood("unclear power of a function");
    }
    Node call = new Node.Function(name, argumentOf(), base);
    return power == null ? call : new Node.Power(call, power);
  }

  private Node argumentOf() {
    if (cursor.peek().is("(")) {
      Node argument = atoms.group("(", ")");
      if (cursor.peek().is("^") || cursor.peek().is("!")) {
        throw new NotUnderstood("unclear what the mark applies to");
      }
      return argument;
    }
    if (cursor.peek().is("{")) {
      return atoms.group("{", "}");
    }
    Node argument = atoms.powered();
    boolean coefficient = argument instanceof Node.Number && atoms.startsHere();
    if (coefficient && !startsFunction()) {
      argument = new Node.Product(List.of(argument, atoms.powered()));
    }
    if (atoms.startsHere() && !startsFunction()) {
      throw new NotUnderstood("unclear where a function's argument ends");
    }
    return argument;
  }

  private boolean startsFunction() {
    return cursor.peek().kind() == MathToken.Kind.MACRO
        && Notation.FUNCTIONS.contains(cursor.peek().text());
  }
}
