package org.alphagrid.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThoughtSplitTest {
  private static final int OPEN = 99;
  private static final int CLOSE = 100;
  private static final TokenIds PROMPT = TokenIds.of(1, 2);

  @Test
  void thoughtEndsWithTheFirstClosingTag() {
    assertThat(split(PROMPT, OPEN, 5, CLOSE, 6, CLOSE, 7)).isEqualTo(new ThoughtSplit(3, 3, true));
  }

  @Test
  void openingTagIsNotNeeded() {
    assertThat(split(PROMPT, 5, CLOSE, 6)).isEqualTo(new ThoughtSplit(2, 1, true));
  }

  @Test
  void neverClosedIsAllThought() {
    assertThat(split(PROMPT, OPEN, 5, 6)).isEqualTo(new ThoughtSplit(3, 0, false));
  }

  @Test
  void neverOpenedIsAllAnswer() {
    assertThat(split(PROMPT, 5, 6)).isEqualTo(new ThoughtSplit(0, 2, false));
  }

  @Test
  void promptMayOpenTheThought() {
    assertThat(split(TokenIds.of(1, OPEN, 3), 5, 6)).isEqualTo(new ThoughtSplit(2, 0, false));
    assertThat(split(TokenIds.of(OPEN, 1, CLOSE, 3), 5, 6))
        .isEqualTo(new ThoughtSplit(0, 2, false));
  }

  @Test
  void withoutTagsEverythingIsAnswer() {
    assertThat(ThoughtSplit.of(PROMPT, TokenIds.of(5, 6), -1, -1))
        .isEqualTo(new ThoughtSplit(0, 2, false));
  }

  private static ThoughtSplit split(TokenIds prompt, int... completion) {
    return ThoughtSplit.of(prompt, TokenIds.of(completion), OPEN, CLOSE);
  }
}
