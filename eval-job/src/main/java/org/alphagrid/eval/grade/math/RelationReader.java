package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;

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

  /** {@code \approx 3.14}, {@code x = \sqrt{2} \approx 1.41}. */
  Answer approximation(List<List<MathToken>> sides) {
    Answer rounded = answers.read(sides.get(sides.size() - 1));
    if (sides.size() > 2 || !(rounded instanceof Answer.Formula value)) {
      throw new NotUnderstood("an approximation of something else");
    }
    List<MathToken> left = sides.get(0);
    if (left.isEmpty()) {
      return rounded;
    }
    boolean related = TokenLists.contains(left, RelationReader::relation);
    String name = related ? null : nameOrNull(left);
    if (name != null || !related && Labels.is(left, work)) {
      return new Answer.Named(name == null ? Labels.name(left) : name, rounded, name == null);
    }
    Answer exact = answers.read(left);
    if (exact instanceof Answer.Named named) {
      Answer both = approximated(named.value(), value);
      return new Answer.Named(named.name(), both, named.label());
    }
    return approximated(exact, value);
  }

  private Answer approximated(Answer exact, Answer.Formula rounded) {
    boolean near =
        exact instanceof Answer.Formula formula
            && new Identity(work).near(formula.node(), rounded.node());
    if (!near) {
      throw new NotUnderstood("an approximation that does not hold");
    }
    return new Answer.Approximated(exact, rounded);
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

  /** {@code x \ne 0, x \ne 1} and {@code x \ne 0, 1} leave out both; null for other lists. */
  Answer exclusions(List<Answer> items) {
    if (!(items.get(0) instanceof Answer.Named first && excluded(first) != null)) {
      return null;
    }
    List<Answer> points = new ArrayList<>();
    for (Answer item : items) {
      Answer point = item instanceof Answer.Named named ? excluded(named) : item;
      boolean other = item instanceof Answer.Named named && !named.name().equals(first.name());
      if (other || !(point instanceof Answer.Formula)) {
        throw new NotUnderstood("a list of several conditions");
      }
      points.add(point);
    }
    return new Answer.Named(
        first.name(), Reals.without(Reals.all(), new Answer.Group(points), work));
  }

  /** Returns the only point that a range leaves out, or null. */
  private static Answer excluded(Answer.Named named) {
    return named.value() instanceof Answer.Union union
            && union.parts().size() == 2
            && union.parts().get(0) instanceof Answer.Sequence below
            && union.parts().get(1) instanceof Answer.Sequence above
            && below.items().get(0).equals(Infinity.end(false))
            && above.items().get(1).equals(Infinity.end(true))
            && below.items().get(1).equals(above.items().get(0))
        ? below.items().get(1)
        : null;
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
  private String nameOrNull(List<MathToken> tokens) {
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
