package org.alphagrid.eval.grade.math;

import java.util.List;
import java.util.Set;
import org.alphagrid.eval.grade.latex.MathToken;

/** Reads letters of a formula: variables with their index, constants, letters run together. */
final class LetterReader {
  private static final Set<String> OPAQUE_FUNCTIONS = Set.of("f", "g", "h");

  private final Cursor cursor;
  private final AtomReader atoms;
  private final FunctionReader functions;

  LetterReader(Cursor cursor, AtomReader atoms, FunctionReader functions) {
    this.cursor = cursor;
    this.atoms = atoms;
    this.functions = functions;
  }

  Node letter() {
    String name = cursor.next().text();
    if (cursor.peek().is("_")) {
      return new Node.Variable(name + "_" + index());
    }
    if (OPAQUE_FUNCTIONS.contains(name) && cursor.peek().is("(")) {
      throw new NotUnderstood("unknown function");
    }
    boolean chosen = cursor.peek().is("(") && cursor.ahead(2).is(",");
    if (name.equals("C") && chosen) {
      return functions.chosen();
    }
    return name.equals("i") || name.equals("e") ? new Node.Constant(name) : new Node.Variable(name);
  }

  String index() {
    cursor.next();
    boolean grouped = cursor.accept("{");
    MathToken index = cursor.next();
    boolean plain = index.number() || index.kind() == MathToken.Kind.LETTER;
    if (!plain || (grouped && !cursor.accept("}"))) {
      throw new NotUnderstood("no index");
    }
    return index.text();
  }

  /** Two or three letters run together are a product; more of them are a word. */
  Node word() {
    String letters = cursor.peek().text();
    if (letters.length() > 3) {
      throw new NotUnderstood("a word in a formula");
    }
    cursor.next();
    if (cursor.peek().is("^") || cursor.peek().is("_") || cursor.peek().is("(")) {
      return lastLetterMarked(letters);
    }
    return letters(letters);
  }

  private Node lastLetterMarked(String letters) {
    if (!cursor.peek().is("^") || atoms.degreeGroup() || cursor.ahead(1).macro("circ")) {
      throw new NotUnderstood("unclear letters");
    }
    cursor.next();
    int last = letters.length() - 1;
    Node marked = new Node.Power(letters(letters.substring(last)), atoms.exponent());
    return new Node.Product(List.of(letters(letters.substring(0, last)), marked));
  }

  private static Node letters(String letters) {
    List<Node> factors =
        letters
            .chars()
            .mapToObj(c -> String.valueOf((char) c))
            .map(
                name ->
                    name.equals("i") || name.equals("e")
                        ? (Node) new Node.Constant(name)
                        : new Node.Variable(name))
            .toList();
    return factors.size() == 1 ? factors.get(0) : new Node.Product(factors);
  }
}
