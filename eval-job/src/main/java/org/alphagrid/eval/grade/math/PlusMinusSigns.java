package org.alphagrid.eval.grade.math;

import java.util.List;

/** Chooses one of the two values that a formula with plus-minus signs has. */
final class PlusMinusSigns {
  private PlusMinusSigns() {}

  static boolean in(Node node, WorkLimit work) {
    work.step();
    return node instanceof Node.PlusMinus
        || FormulaEvaluation.children(node).stream().anyMatch(child -> in(child, work));
  }

  /** Returns a formula with all its signs read together: the upper ones, or the lower ones. */
  static Node choose(Node node, boolean upper) {
    if (node instanceof Node.PlusMinus both) {
      Node right = choose(both.right(), upper);
      boolean plus = upper != both.inverted();
      return new Node.Sum(
          List.of(choose(both.left(), upper), plus ? right : FormulaReader.negated(right)));
    } else if (node instanceof Node.Sum sum) {
      return new Node.Sum(chooseAll(sum.terms(), upper));
    } else if (node instanceof Node.Product product) {
      return new Node.Product(chooseAll(product.factors(), upper));
    } else if (node instanceof Node.Quotient quotient) {
      return new Node.Quotient(choose(quotient.above(), upper), choose(quotient.below(), upper));
    } else if (node instanceof Node.Power power) {
      return new Node.Power(choose(power.base(), upper), choose(power.exponent(), upper));
    } else if (node instanceof Node.Root root) {
      return new Node.Root(root.degree(), choose(root.radicand(), upper));
    } else if (node instanceof Node.Function call) {
      return new Node.Function(call.name(), choose(call.argument(), upper), call.parameter());
    }
    return node;
  }

  private static List<Node> chooseAll(List<Node> nodes, boolean upper) {
    return nodes.stream().map(node -> choose(node, upper)).toList();
  }
}
