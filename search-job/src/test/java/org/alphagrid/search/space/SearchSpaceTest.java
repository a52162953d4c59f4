package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.alphagrid.search.Candidate;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  /** By role, by depth, and by parameters with a fixed text beside them. */
  private final SearchSpace space =
      new SearchSpace(
          List.of(
              new Family(
                  "linear",
                  List.of(
                      Dimensions.of("alpha.attention", "0", "1"),
                      Dimensions.of("alpha.feed-forward", "0.2", "0.8")),
                  Map.of("alpha.default", "0.50")),
              new Family("linear", Dimensions.knots("alpha.layers", 3, "0.05"), Map.of()),
              new Family(
                  "ties",
                  List.of(
                      Dimensions.of("alpha", "0.1", "0.9"), Dimensions.of("density", "0.2", "0.8")),
                  Map.of("base", "base"))));

  @Test
  void candidatesAreWrittenAsInASweepFile() {
    assertThat(candidate(space, 0, 0.25, 1))
        .isEqualTo(
            new Candidate(
                "linear",
                Map.of(
                    "alpha.attention",
                    "0.25",
                    "alpha.feed-forward",
                    "0.80",
                    "alpha.default",
                    "0.50")));
    assertThat(candidate(space, 1, 0, 0.51, 1))
        .isEqualTo(new Candidate("linear", Map.of("alpha.layers", "[0.00, 0.50, 1.00]")));
    assertThat(candidate(space, 2, 0.5, 0))
        .isEqualTo(
            new Candidate("ties", Map.of("alpha", "0.50", "density", "0.20", "base", "base")));
  }

  @Test
  void everyCandidateIsFoundAgain() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      SearchSpace.Place place = RandomProposer.place(space, random);
      Candidate candidate = space.candidate(place);
      SearchSpace.Place found = space.place(candidate).orElseThrow();

      assertThat(found.family()).isEqualTo(place.family());
      assertThat(space.candidate(found)).isEqualTo(candidate);
      for (int d = 0; d < place.shares().length; d++) {
        assertThat(found.shares()[d]).isCloseTo(place.shares()[d], within(0.03));
      }
    }
    assertThat(space.place(Candidate.THINK)).isEmpty();
    assertThat(space.place(new Candidate("slerp", Map.of("alpha", "0.50")))).isEmpty();
    assertThat(space.place(new Candidate("ties", Map.of("alpha", "0.50")))).isEmpty();
  }

  @Test
  void spreadTakesFamiliesInTurnAndFillsThem() {
    assertThat(Spread.over(space, 9, 1)).hasSize(9).doesNotHaveDuplicates();
    assertThat(Spread.over(space, 9, 1)).isEqualTo(Spread.over(space, 9, 1));
    assertThat(Spread.over(space, 9, 1)).isNotEqualTo(Spread.over(space, 9, 2));
    // 4 has the digits 1 0 0, so it is 1/8 backwards.
    assertThat(Spread.radicalInverse(4, 2)).isEqualTo(0.125);
    assertThat(
            Spread.over(
                new SearchSpace(
                    List.of(
                        new Family(
                            "linear", List.of(Dimensions.of("alpha", "0", "1", "0.5")), Map.of()))),
                9,
                1))
        .hasSize(3);
  }

  @Test
  void rangesMustRiseAndHoldAStep() {
    assertThatThrownBy(() -> Dimensions.of("alpha", "1", "0"))
        .hasMessage("Invalid range of alpha: 1 to 0 (must rise)");
    assertThatThrownBy(() -> Dimensions.of("alpha", "0", "1", "2"))
        .hasMessage("Invalid step of alpha: 2 (must be more than 0 and fit between 0 and 1)");
    assertThatThrownBy(() -> new Family("linear", List.of(), Map.of("alpha", "0.50")))
        .hasMessage("Invalid space of linear: no range to search (write [low, high])");
    assertThatThrownBy(() -> new SearchSpace(List.of()))
        .hasMessageStartingWith("Invalid space: no");
  }

  private static Candidate candidate(SearchSpace space, int family, double... shares) {
    return space.candidate(new SearchSpace.Place(family, shares));
  }
}
