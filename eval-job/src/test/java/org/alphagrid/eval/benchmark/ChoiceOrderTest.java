package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceOrderTest {
  private static final Problem PROBLEM =
      new Problem("1", "q", List.of("right", "b", "c", "d"), "A", 3, "topic");

  @Test
  void theLetterFollowsItsOption() {
    Problem shown = PROBLEM.shown(new ChoiceOrder(List.of(2, 3, 0, 1)));

    assertThat(shown)
        .isEqualTo(new Problem("1", "q", List.of("c", "d", "right", "b"), "C", 3, "topic"));
    assertThat(PROBLEM.shown(ChoiceOrder.asGiven(4))).isEqualTo(PROBLEM);
  }

  @Test
  void namesAloneDecideTheOrder() {
    assertThat(draw(1, "p", 0)).isEqualTo(draw(1, "p", 0));
    Set<ChoiceOrder> orders = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      orders.add(draw(i, "p", 0));
      orders.add(draw(1, "p" + i, 0));
      orders.add(draw(1, "p", i));
    }
    assertThat(orders).hasSizeGreaterThan(15);
  }

  @Test
  void everyOrderIsAboutAsLikely() {
    Map<ChoiceOrder, Integer> counts = new HashMap<>();
    for (int sample = 0; sample < 24_000; sample++) {
      counts.merge(draw(5, "p", sample), 1, Integer::sum);
    }
    // Binomial(24000, 1/24) has standard deviation 31.
    assertThat(counts).hasSize(24);
    assertThat(counts.values()).allMatch(count -> Math.abs(count - 1000) < 160);
  }

  @Test
  void aReferenceThatIsNoLetterCannotFollow() {
    Problem open = new Problem("1", "q", List.of("a", "b"), "both", null);
    assertThatThrownBy(() -> open.shown(ChoiceOrder.asGiven(2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot shuffle the options of problem '1': reference 'both', 2 options");
  }

  private static ChoiceOrder draw(long seed, String problem, int sample) {
    return ChoiceOrder.drawn(seed, "b", problem, sample, 4);
  }
}
