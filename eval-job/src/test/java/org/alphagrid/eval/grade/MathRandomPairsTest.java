package org.alphagrid.eval.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.grader.MathGrader;
import org.junit.jupiter.api.Test;

/**
 * Random pairs of different answers in the mix that competition problems have: mostly whole numbers
 * and fractions, some closed forms, expressions, points, ranges, lists and matrices. Each answer is
 * made with a key that names its mathematical object, so pairs with different keys differ.
 */
class MathRandomPairsTest {
  private static final int PAIRS = 2000;

  private final Random random = new Random(20_261_122);
  private final MathGrader grader = new MathGrader();

  private record Made(String key, String latex) {}

  @Test
  void noneOfDifferentAnswersIsAccepted() {
    List<String> accepted = new ArrayList<>();
    for (int i = 0; i < PAIRS; i++) {
      Made reference = make();
      Made candidate = make();
      while (candidate.key().equals(reference.key())) {
        candidate = make();
      }
      if (score(reference.latex(), candidate.latex()) != 0) {
        accepted.add(reference.latex() + " for " + candidate.latex());
      }
    }
    assertThat(accepted).isEmpty();
  }

  @Test
  void neighboursOfTheSameKindAreToldApart() {
    List<String> accepted = new ArrayList<>();
    for (int kind = 0; kind < 10; kind++) {
      TreeMap<String, Made> byKey = new TreeMap<>();
      for (int i = 0; i < 40; i++) {
        Made made = make(kind);
        byKey.put(made.key(), made);
      }
      for (Made reference : byKey.values()) {
        for (Made candidate : byKey.values()) {
          boolean same = reference.key().equals(candidate.key());
          if ((score(reference.latex(), candidate.latex()) == 1) != same) {
            accepted.add(reference.latex() + " for " + candidate.latex());
          }
        }
      }
    }
    assertThat(accepted).isEmpty();
  }

  private double score(String reference, String candidate) {
    return grader.grade(candidate, new Problem("1", "q", List.of(), reference, null)).score();
  }

  private Made make() {
    int draw = random.nextInt(100);
    return make(draw < 60 ? 0 : draw < 71 ? 1 : 2 + random.nextInt(8));
  }

  private Made make(int kind) {
    int a = 2 + random.nextInt(7);
    int b = 1 + random.nextInt(9);
    int prime = new int[] {2, 3, 5, 7, 11}[random.nextInt(5)];
    return switch (kind) {
      case 0 -> whole(random.nextInt(2000) - 500);
      case 1 -> new Made("f" + b + "/" + 97, "\\frac{%d}{97}".formatted(b));
      case 2 -> new Made("s" + a + "," + prime, "%d\\sqrt{%d}".formatted(a, prime));
      case 3 -> new Made("p" + a + "," + b, "%d+%d\\pi".formatted(a, b));
      case 4 -> new Made("x" + a + "," + b, "%dx^2 - %dx".formatted(a, b));
      case 5 -> new Made("t" + a + "," + b, "\\left(%d, %d\\right)".formatted(a, b));
      case 6 -> new Made("r" + a + "," + b, "[-%d, %d)".formatted(a, b));
      case 7 -> new Made("l" + a + "," + b, "%d, -%d, \\sqrt{2}".formatted(a, b));
      case 8 ->
          new Made("m" + a + "," + b, "\\begin{pmatrix} %d \\\\ %d \\end{pmatrix}".formatted(a, b));
      default -> new Made("e" + a + "," + b, "y = %dx + %d".formatted(a, b));
    };
  }

  private static Made whole(int value) {
    return new Made("w" + value, String.valueOf(value));
  }
}
