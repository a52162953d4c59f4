package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares lists whose order does not count, and lists of named values. */
final class ListComparison {
  private final AnswerComparison comparison;
  private final WorkLimit work;

  ListComparison(AnswerComparison comparison, WorkLimit work) {
    this.comparison = comparison;
    this.work = work;
  }

  /** Returns whether two lists hold the same; one of them may say an element twice. */
  boolean inAnyOrder(List<Answer> left, List<Answer> right) {
    if (left.size() == right.size()) {
      return paired(left, right);
    }
    List<Answer> one = distinct(left);
    List<Answer> other = distinct(right);
    boolean shorter = one.size() == left.size() || other.size() == right.size();
    return shorter && one.size() == other.size() && paired(one, other);
  }

  private boolean paired(List<Answer> left, List<Answer> right) {
    List<Answer> open = new ArrayList<>(right);
    for (Answer wanted : left) {
      int found = 0;
      while (found < open.size() && !sameOrUnclear(wanted, open.get(found))) {
        found++;
      }
      if (found == open.size()) {
        return false;
      }
      open.remove(found);
    }
    return true;
  }

  /** Returns the first of each that are the same. */
  List<Answer> distinct(List<Answer> items) {
    List<Answer> distinct = new ArrayList<>();
    for (Answer item : items) {
      if (distinct.stream().noneMatch(kept -> sameOrUnclear(kept, item))) {
        distinct.add(item);
      }
    }
    return distinct;
  }

  private boolean sameOrUnclear(Answer left, Answer right) {
    try {
      // In a list, a letter's value does not stand for a value without a letter.
      return (left instanceof Answer.Named) == (right instanceof Answer.Named)
          && comparison.same(left, right);
    } catch (NotUnderstood e) {
      work.step();
      return false;
    }
  }

  /** Returns the values of {@code x = 2, y = 3} in the order of their letters; else nothing. */
  List<Answer> byName(Answer.Group group) {
    boolean named =
        group.items().size() > 1
            && group.items().stream().allMatch(Answer.Named.class::isInstance)
            && names(group).size() == group.items().size();
    return named
        ? group.items().stream()
            .map(Answer.Named.class::cast)
            .sorted(Comparator.comparing(Answer.Named::name))
            .map(Answer.Named::value)
            .toList()
        : List.of();
  }

  /** Returns the candidates, without names that count solutions only: {@code x_1 = 2, x_2 = 3}. */
  List<Answer> unindexed(Answer.Group reference, Answer.Group candidates) {
    Set<String> letters =
        names(candidates).stream()
            .map(name -> name.contains("_") ? name.substring(0, name.indexOf('_')) : name + "?")
            .collect(Collectors.toSet());
    boolean counted =
        letters.size() == 1
            && !letters.iterator().next().endsWith("?")
            && reference.items().stream().noneMatch(Answer.Named.class::isInstance);
    List<Answer> values = counted ? byName(candidates) : List.of();
    return values.isEmpty() ? candidates.items() : values;
  }

  private static Set<String> names(Answer.Group group) {
    return group.items().stream()
        .filter(Answer.Named.class::isInstance)
        .map(item -> ((Answer.Named) item).name())
        .collect(Collectors.toSet());
  }
}
