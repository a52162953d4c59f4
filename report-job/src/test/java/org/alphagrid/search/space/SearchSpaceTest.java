package org.alphagrid.search.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.Map;
import java.util.SplittableRandom;
import org.alphagrid.search.Candidate;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {
  private static final String MIXED =
      """
      - {method: linear, alpha: {attention: [0, 1], feed-forward: [0.2, 0.8], default: 0.5}}
      - {method: linear, alpha: {layers: [[0, 1], [0, 1], [0, 1]]}, step: 0.05}
      - {method: ties, alpha: [0.1, 0.9], density: [0.2, 0.8], base: base}
      """;

  @Test
  void candidatesAreWrittenAsASweepWouldSayThem() throws Exception {
    SearchSpace space = space(MIXED);

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
  void everyCandidateIsFoundAgain() throws Exception {
    SearchSpace space = space(MIXED);
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
  void spreadTakesFamiliesInTurnAndFillsThem() throws Exception {
    SearchSpace space = space(MIXED);

    assertThat(Spread.over(space, 9, 1)).hasSize(9).doesNotHaveDuplicates();
    assertThat(Spread.over(space, 9, 1)).isEqualTo(Spread.over(space, 9, 1));
    assertThat(Spread.over(space, 9, 1)).isNotEqualTo(Spread.over(space, 9, 2));
    // 4 has the digits 1 0 0, so it is 1/8 backwards.
    assertThat(Spread.radicalInverse(4, 2)).isEqualTo(0.125);
    assertThat(Spread.over(space("- {method: linear, alpha: [0, 1], step: 0.5}"), 9, 1)).hasSize(3);
  }

  @Test
  void whatIsNoSpaceIsAnError() {
    assertInvalid("{method: linear}", "Invalid space: {\"method\":\"linear\"} (must be a list");
    assertInvalid("- {alpha: [0, 1]}", "Invalid space: {\"alpha\":[0,1]} (needs a method)");
    assertInvalid(
        "- {method: linear, alpha: 0.5}",
        "Invalid space of linear: no range to search (write [low, high])");
    assertInvalid(
        "- {method: linear, alpha: [0, 0.5, 1]}",
        "Invalid space: alpha is [0,0.5,1] (must be a range [low, high])");
    assertInvalid(
        "- {method: linear, alpha: [1, 0]}", "Invalid range of alpha: 1 to 0 (must rise)");
    assertInvalid(
        "- {method: linear, alpha: [a, b]}", "Invalid space: alpha is \"a\" (must be a number)");
    assertInvalid(
        "- {method: linear, alpha: {layers: [0, 1]}}",
        "Invalid space: alpha.layers is 0 (must be a range [low, high])");
    assertInvalid(
        "- {method: linear, alpha: [0, 1], step: 2}",
        "Invalid step of alpha: 2 (must be more than 0 and fit between 0 and 1)");
  }

  private static void assertInvalid(String yaml, String message) {
    assertThatThrownBy(() -> space(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  private static Candidate candidate(SearchSpace space, int family, double... shares) {
    return space.candidate(new SearchSpace.Place(family, shares));
  }

  static SearchSpace space(String yaml) throws JsonProcessingException {
    return SearchSpace.parse(new YAMLMapper().readTree(yaml));
  }
}
