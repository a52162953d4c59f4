package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.TokenLists;

/** Reads equations, inequalities and memberships. */
final class RelationReader {
  private final AnswerReader answers;
  private final WorkLimit work;

  RelationReader(AnswerReader answers, WorkLimit work) {
    this.answers = answers;
    this.work = work;
  }

  static boolean relation(MathToken token) {
    return token.is("=") || token.macro("in") || token.macro("ne") || inequality(token);
  }

  private static boolean inequality(MathToken token) {
    return token.is("<") || token.is(">") || token.macro("le") || token.macro("ge");
  }

  Answer read(List<MathToken> tokens) {
    List<List<MathToken>> sides = TokenLists.split(tokens, RelationReader::relation);
    List<MathToken> signs = new ArrayList<>();
    int at = -1;
    for (List<MathToken> side : sides.subList(0, sides.size() - 1)) {
      at += side.size() + 1;
      signs.add(tokens.get(at));
    }
    if (signs.stream().allMatch(sign -> sign.is("="))) {
      return equation(sides);
    }
    if (sides.size() == 2 && signs.get(0).macro("in")) {
      return new Answer.Named(name(sides.get(0)), answers.read(sides.get(1)));
    }
    if (sides.size() == 2 && signs.get(0).macro("ne")) {
      Answer points = answers.read(sides.get(1));
      return new Answer.Named(name(sides.get(0)), Reals.without(Reals.all(), points, work));
    }
    if (signs.stream().allMatch(RelationReader::inequality)) {
      return range(sides, signs);
    }
    throw new NotUnderstood("mixed relations");
  }

  private Answer equation(List<List<MathToken>> sides) {
    String name = nameOrNull(sides.get(0));
    if (name == null && Labels.is(sides.get(0), work)) {
      return labelled(sides);
    }
    if (sides.size() > 2) {
      return chain(name, sides);
    }
    if (name != null) {
      Answer value = answers.read(sides.get(1));
      boolean implicit = value instanceof Answer.Formula formula && mentions(formula.node(), name);
      if (!implicit) {
        return named(name, value);
      }
    }
    Node left = formula(sides.get(0));
    Answer.Formula right =
        answers.read(sides.get(1)) instanceof Answer.Formula formula
            ? formula
            : new Answer.Formula(formula(sides.get(1)), "");
    boolean numbers = new Identity(work).letters(List.of(left, right.node())).isEmpty();
    return numbers ? chain(null, sides) : new Answer.Equation(left, right);
  }

  private static Answer named(String name, Answer value) {
    return new Answer.Named(name, value, name.endsWith(")"));
  }

  private Answer labelled(List<List<MathToken>> sides) {
    return new Answer.Named(Labels.name(sides.get(0)), between(sides), true);
  }

  /** Returns what follows the first sign: all of it must be the same. */
  private Answer between(List<List<MathToken>> sides) {
    Answer value = answers.read(sides.get(sides.size() - 1));
    for (List<MathToken> side : sides.subList(1, sides.size() - 1)) {
      if (!new AnswerComparison(work).same(value, answers.read(side))) {
        throw new NotUnderstood("a chain that does not hold");
      }
    }
    return value;
  }

  /** {@code x = a = b}, or {@code m + n = a + b = c}. */
  private Answer chain(String name, List<List<MathToken>> sides) {
    Answer value = between(sides);
    if (name != null) {
      return named(name, value);
    }
    Node first = formula(sides.get(0));
    if (Labels.quantity(first, work)) {
      return new Answer.Named(Labels.name(sides.get(0)), value, true);
    }
    if (!new AnswerComparison(work).same(value, answers.read(sides.get(0)))) {
      throw new NotUnderstood("a chain that does not hold");
    }
    return value;
  }

  /** {@code \{x \in \mathbb{R} \mid x > 2\}} is what the condition says of its letter. */
  Answer suchThat(List<MathToken> element, List<MathToken> condition) {
    List<List<MathToken>> sides = TokenLists.split(element, token -> token.macro("in"));
    boolean reals = sides.size() == 1 || Reals.all().equals(answers.read(sides.get(1)));
    if (reals
        && answers.read(condition) instanceof Answer.Named named
        && named.name().equals(name(sides.get(0)))) {
      return named.value();
    }
    throw new NotUnderstood("a set of something else");
  }

  private boolean mentions(Node node, String name) {
    return FormulaEvaluation.letters(node, work).contains(name);
  }

  private Node formula(List<MathToken> tokens) {
    return FormulaReader.read(tokens, work);
  }

  /** {@code a < x}, {@code x > a}, {@code a < x \le b} as an interval. */
  private Answer range(List<List<MathToken>> sides, List<MathToken> signs) {
    if (sides.size() == 2) {
      String left = nameOrNull(sides.get(0));
      return left != null
          ? half(left, signs.get(0), sides.get(1), false)
          : half(name(sides.get(1)), signs.get(0), sides.get(0), true);
    }
    if (sides.size() != 3 || rising(signs.get(0)) != rising(signs.get(1))) {
      throw new NotUnderstood("a chain of inequalities");
    }
    boolean rising = rising(signs.get(0));
    Answer first = end(sides.get(0));
    Answer last = end(sides.get(2));
    boolean firstStrict = strict(signs.get(0));
    boolean lastStrict = strict(signs.get(1));
    return new Answer.Named(
        name(sides.get(1)),
        rising
            ? interval(first, firstStrict, last, lastStrict)
            : interval(last, lastStrict, first, firstStrict));
  }

  private Answer half(String name, MathToken sign, List<MathToken> bound, boolean boundFirst) {
    boolean lower = rising(sign) == boundFirst;
    Answer end = end(bound);
    return new Answer.Named(
        name,
        lower
            ? interval(end, strict(sign), Infinity.end(true), true)
            : interval(Infinity.end(false), true, end, strict(sign)));
  }

  private Answer end(List<MathToken> tokens) {
    Answer end = answers.read(tokens);
    boolean number =
        end instanceof Answer.Formula formula
            && FormulaEvaluation.letters(formula.node(), work).isEmpty();
    if (!number) {
      throw new NotUnderstood("a bound that is no number");
    }
    return end;
  }

  private static Answer interval(Answer low, boolean lowStrict, Answer high, boolean highStrict) {
    return new Answer.Sequence(lowStrict ? "(" : "[", highStrict ? ")" : "]", List.of(low, high));
  }

  private static boolean rising(MathToken sign) {
    return sign.is("<") || sign.macro("le");
  }

  private static boolean strict(MathToken sign) {
    return sign.is("<") || sign.is(">");
  }

  private String name(List<MathToken> tokens) {
    String name = nameOrNull(tokens);
    if (name == null) {
      throw new NotUnderstood("a relation without a letter of its own");
    }
    return name;
  }

  /** Returns the letter a side consists of, {@code f(x)} included, or null. */
  String nameOrNull(List<MathToken> tokens) {
    boolean call =
        tokens.size() == 4
            && tokens.get(0).kind() == MathToken.Kind.LETTER
            && tokens.get(1).is("(")
            && tokens.get(2).kind() == MathToken.Kind.LETTER
            && tokens.get(3).is(")");
    if (call) {
      return tokens.get(0).text() + "(" + tokens.get(2).text() + ")";
    }
    if (tokens.isEmpty() || tokens.size() > 5 || tokens.get(0).number()) {
      return null;
    }
    try {
      return formula(tokens) instanceof Node.Variable letter ? letter.name() : null;
    } catch (NotUnderstood e) {
      return null;
    }
  }

  static boolean namedRange(Answer answer) {
    return answer instanceof Answer.Named named
        && !named.label()
        && named.value() instanceof Answer.Sequence range
        && range.items().size() == 2;
  }

  /** {@code x < 1 or x > 2}. */
  Answer unionOfRanges(List<Answer> ranges) {
    List<Answer> parts = new ArrayList<>();
    String name = ((Answer.Named) ranges.get(0)).name();
    for (Answer range : ranges) {
      Answer.Named named = (Answer.Named) range;
      if (!named.name().equals(name)) {
        throw new NotUnderstood("ranges of several letters");
      }
      parts.add(named.value());
    }
    return new Answer.Named(name, new Answer.Union(parts));
  }

  /** {@code x = 1, 2} and {@code x = 1, x = 2} say that x is one of several values. */
  Answer firstNameForAll(List<Answer> items) {
    if (!(items.get(0) instanceof Answer.Named first)) {
      return new Answer.Group(items);
    }
    List<Answer> values = new ArrayList<>();
    for (Answer item : items) {
      if (item instanceof Answer.Named named && !named.name().equals(first.name())) {
        return new Answer.Group(items);
      }
      values.add(item instanceof Answer.Named named ? named.value() : item);
    }
    return new Answer.Named(first.name(), new Answer.Group(values));
  }
}
