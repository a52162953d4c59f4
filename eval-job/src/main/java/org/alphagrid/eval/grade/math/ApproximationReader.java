package org.alphagrid.eval.grade.math;

import java.util.List;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.TokenLists;

/** Reads values that are said to be near others; what is not near is not understood. */
final class ApproximationReader {
  private final AnswerReader answers;
  private final RelationReader relations;
  private final WorkLimit work;

  ApproximationReader(AnswerReader answers, RelationReader relations, WorkLimit work) {
    this.answers = answers;
    this.relations = relations;
    this.work = work;
  }

  /** {@code \approx 3.14}, {@code x = \sqrt{2} \approx 1.41}. */
  Answer read(List<List<MathToken>> sides) {
    Answer rounded = answers.read(sides.get(sides.size() - 1));
    if (sides.size() > 2 || !(rounded instanceof Answer.Formula value)) {
      throw new NotUnderstood("an approximation of something else");
    }
    List<MathToken> left = sides.get(0);
    if (left.isEmpty()) {
      return rounded;
    }
    boolean related = TokenLists.contains(left, RelationReader::relation);
    String name = related ? null : relations.nameOrNull(left);
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
}
