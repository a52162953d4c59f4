package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Makes the sets that are all real numbers, or an interval, but for some points. */
final class Reals {
  private Reals() {}

  /** Returns all real numbers, as an interval. */
  static Answer.Sequence all() {
    return new Answer.Sequence("(", ")", List.of(Infinity.end(false), Infinity.end(true)));
  }

  /** Returns what is left of an interval without points inside it, from left to right. */
  static Answer without(Answer base, Answer points, WorkLimit work) {
    List<Answer> cut =
        points instanceof Answer.Group group ? new ArrayList<>(group.items()) : listOf(points);
    boolean interval =
        base instanceof Answer.Sequence range
            && range.items().size() == 2
            && "([".contains(range.open());
    if (!interval || cut.isEmpty()) {
      throw new NotUnderstood("a difference of something else");
    }
    Answer.Sequence range = (Answer.Sequence) base;
    cut.sort(Comparator.comparingDouble(point -> position(point, work)));
    List<Answer> parts = new ArrayList<>();
    Answer low = range.items().get(0);
    String open = range.open();
    for (Answer point : cut) {
      boolean inside =
          position(low, work) < position(point, work)
              && position(point, work) < position(range.items().get(1), work);
      if (!inside) {
        throw new NotUnderstood("a point outside");
      }
      parts.add(new Answer.Sequence(open, ")", List.of(low, point)));
      low = point;
      open = "(";
    }
    parts.add(new Answer.Sequence(open, range.close(), List.of(low, range.items().get(1))));
    return new Answer.Union(parts);
  }

  private static List<Answer> listOf(Answer point) {
    return new ArrayList<>(List.of(point));
  }

  private static double position(Answer point, WorkLimit work) {
    if (!(point instanceof Answer.Formula formula)) {
      throw new NotUnderstood("no point");
    }
    if (Infinity.is(formula.node())) {
      return formula.equals(Infinity.end(true))
          ? Double.POSITIVE_INFINITY
          : Double.NEGATIVE_INFINITY;
    }
    if (!FormulaEvaluation.letters(formula.node(), work).isEmpty()) {
      throw new NotUnderstood("a point with letters");
    }
    return new FormulaEvaluation(Map.of(), work).value(formula.node()).re();
  }

  /** {@code x \ne 0, x \ne 1} and {@code x \ne 0, 1} leave out both; null for other lists. */
  static Answer exclusions(List<Answer> items, WorkLimit work) {
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
    return new Answer.Named(first.name(), without(all(), new Answer.Group(points), work));
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
}
