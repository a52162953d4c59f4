package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.TokenLists;

/**
 * Reads matrices, and sums, differences, multiples, products and transposes of them. An {@code
 * array} is a matrix in brackets only, and a {@code vmatrix} is a number, which is not computed.
 */
final class MatrixReader {
  private static final Set<String> MATRICES =
      Set.of("pmatrix", "bmatrix", "matrix", "smallmatrix", "array");

  private final AnswerReader answers;
  private final WorkLimit work;

  MatrixReader(AnswerReader answers, WorkLimit work) {
    this.answers = answers;
    this.work = work;
  }

  /** Returns whether the tokens are about matrices and no list of them. */
  static boolean startsIn(List<MathToken> tokens) {
    boolean list =
        TokenLists.wrapped(tokens)
            && TokenLists.contains(TokenLists.inside(tokens), token -> token.is(","));
    return !list && tokens.stream().anyMatch(token -> token.macro("begin"));
  }

  Answer.Matrix read(List<MathToken> tokens) {
    work.enter();
    Answer.Matrix total = null;
    int start = 0;
    int depth = 0;
    for (int i = 0; i <= tokens.size(); i++) {
      MathToken token = i < tokens.size() ? tokens.get(i) : null;
      boolean between =
          token == null || depth == 0 && i > start && (token.is("+") || token.is("-"));
      if (between) {
        Answer.Matrix term = term(tokens.subList(start, i));
        total = total == null ? term : entrywise(total, term);
        start = i;
      }
      if (token != null) {
        depth += token.opens() || token.macro("begin") ? 1 : 0;
        depth -= token.closes() || token.macro("end") ? 1 : 0;
      }
    }
    work.leave();
    return total;
  }

  private Answer.Matrix term(List<MathToken> signed) {
    boolean sign = !signed.isEmpty() && (signed.get(0).is("-") || signed.get(0).is("+"));
    List<MathToken> tokens = sign ? signed.subList(1, signed.size()) : signed;
    int start = start(tokens);
    boolean times = start > 0 && tokens.get(start - 1).is("*");
    List<MathToken> scalar = tokens.subList(0, times ? start - 1 : start);
    int end = end(tokens, start);
    Answer.Matrix matrix = primary(tokens.subList(start, end));
    List<MathToken> rest = tokens.subList(end, tokens.size());
    if (transposes(rest)) {
      matrix = transposed(matrix);
    } else if (!rest.isEmpty()) {
      matrix = product(matrix, term(rest.get(0).is("*") ? rest.subList(1, rest.size()) : rest));
    }
    if (!scalar.isEmpty()) {
      matrix = scaled(FormulaReader.read(scalar, work), matrix);
    }
    return sign && signed.get(0).is("-") ? scaled(FormulaReader.number(-1), matrix) : matrix;
  }

  private static int start(List<MathToken> tokens) {
    for (int i = 0; i < tokens.size(); i++) {
      if (tokens.get(i).macro("begin")) {
        int start = i;
        while (start > 0 && tokens.get(start - 1).opens()) {
          start--;
        }
        return start;
      }
    }
    throw new NotUnderstood("no matrix");
  }

  /** Returns where the matrix that starts here ends. */
  private static int end(List<MathToken> tokens, int start) {
    int depth = 0;
    for (int i = start; i < tokens.size(); i++) {
      depth += tokens.get(i).opens() || tokens.get(i).macro("begin") ? 1 : 0;
      depth -= tokens.get(i).closes() || tokens.get(i).macro("end") ? 1 : 0;
      boolean named = tokens.get(i).macro("end") && i + 3 < tokens.size();
      if (depth == 0 && tokens.get(i).macro("end")) {
        return named ? i + 4 : tokens.size();
      }
      if (depth == 0 && tokens.get(i).closes() && tokens.get(start).opens()) {
        return i + 1;
      }
    }
    return tokens.size();
  }

  private Answer.Matrix primary(List<MathToken> tokens) {
    if (!TokenLists.wrapped(tokens)) {
      return environment(tokens, false);
    }
    List<MathToken> inside = TokenLists.inside(tokens);
    boolean array = inside.size() > 2 && inside.get(2).text().equals("array");
    boolean brackets = tokens.get(0).is("(") || tokens.get(0).is("[");
    return array && brackets ? environment(inside, true) : read(inside);
  }

  private Answer.Matrix environment(List<MathToken> tokens, boolean bracketed) {
    int size = tokens.size();
    boolean shaped = size > 8 && named(tokens, 0, "begin") && named(tokens, size - 4, "end");
    boolean array = shaped && tokens.get(2).text().equals("array");
    if (!shaped || array != bracketed) {
      throw new NotUnderstood("unknown environment");
    }
    int from = array ? columnsEnd(tokens) : 4;
    List<List<Answer>> rows = new ArrayList<>();
    for (List<MathToken> row :
        TokenLists.split(tokens.subList(from, size - 4), token -> token.macro("\\"))) {
      if (!row.isEmpty()) {
        rows.add(
            TokenLists.split(row, token -> token.is("&")).stream().map(answers::read).toList());
      }
    }
    return new Answer.Matrix(rows);
  }

  /** Returns where the entries start, after {@code {cc}}. */
  private static int columnsEnd(List<MathToken> tokens) {
    int at = 4;
    if (!tokens.get(at).is("{")) {
      throw new NotUnderstood("an array without columns");
    }
    while (at < tokens.size() - 4 && !tokens.get(at).is("}")) {
      at++;
    }
    return at + 1;
  }

  private static boolean named(List<MathToken> tokens, int at, String macro) {
    return tokens.get(at).macro(macro)
        && tokens.get(at + 1).is("{")
        && MATRICES.contains(tokens.get(at + 2).text())
        && tokens.get(at + 3).is("}");
  }

  private static boolean transposes(List<MathToken> tokens) {
    boolean power = tokens.size() > 1 && tokens.get(0).is("^");
    MathToken mark = power ? tokens.get(tokens.size() == 4 ? 2 : 1) : null;
    return power
        && (tokens.size() == 2 || tokens.size() == 4)
        && (mark.text().equals("T") || mark.macro("top") || mark.macro("intercal"));
  }

  private static Answer.Matrix transposed(Answer.Matrix matrix) {
    List<List<Answer>> rows = new ArrayList<>();
    for (int column = 0; column < matrix.rows().get(0).size(); column++) {
      List<Answer> row = new ArrayList<>();
      for (List<Answer> old : matrix.rows()) {
        row.add(entry(old, column));
      }
      rows.add(row);
    }
    return new Answer.Matrix(rows);
  }

  private static Answer.Matrix scaled(Node scalar, Answer.Matrix matrix) {
    return new Answer.Matrix(
        matrix.rows().stream()
            .map(
                row ->
                    row.stream()
                        .map(entry -> formula(new Node.Product(List.of(scalar, node(entry)))))
                        .toList())
            .toList());
  }

  private Answer.Matrix entrywise(Answer.Matrix left, Answer.Matrix right) {
    if (left.rows().size() != right.rows().size()) {
      throw new NotUnderstood("a sum of other shapes");
    }
    List<List<Answer>> rows = new ArrayList<>();
    for (int i = 0; i < left.rows().size(); i++) {
      List<Answer> row = new ArrayList<>();
      if (left.rows().get(i).size() != right.rows().get(i).size()) {
        throw new NotUnderstood("a sum of other shapes");
      }
      for (int j = 0; j < left.rows().get(i).size(); j++) {
        work.step();
        Node one = node(left.rows().get(i).get(j));
        row.add(formula(new Node.Sum(List.of(one, node(right.rows().get(i).get(j))))));
      }
      rows.add(row);
    }
    return new Answer.Matrix(rows);
  }

  private Answer.Matrix product(Answer.Matrix left, Answer.Matrix right) {
    List<List<Answer>> columns = transposed(right).rows();
    List<List<Answer>> rows = new ArrayList<>();
    for (List<Answer> row : left.rows()) {
      List<Answer> products = new ArrayList<>();
      for (List<Answer> column : columns) {
        if (row.size() != column.size()) {
          throw new NotUnderstood("a product of other shapes");
        }
        List<Node> terms = new ArrayList<>();
        for (int k = 0; k < row.size(); k++) {
          work.step();
          terms.add(new Node.Product(List.of(node(row.get(k)), node(column.get(k)))));
        }
        products.add(formula(new Node.Sum(terms)));
      }
      rows.add(products);
    }
    return new Answer.Matrix(rows);
  }

  private static Answer entry(List<Answer> row, int column) {
    if (column >= row.size()) {
      throw new NotUnderstood("rows of different lengths");
    }
    return row.get(column);
  }

  private static Answer formula(Node node) {
    return new Answer.Formula(node, "");
  }

  private static Node node(Answer entry) {
    if (entry instanceof Answer.Formula formula && formula.unit().isEmpty()) {
      return formula.node();
    }
    throw new NotUnderstood("an entry that is no number");
  }
}
