package org.alphagrid.eval.generate.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThoughtSplitTest {
  private static final int OPEN = 99;
  private static final int CLOSE = 100;

  @Test
  void thoughtEndsWithTheFirstClosingTag() {
    assertThat(split(false, OPEN, 5, CLOSE, 6, CLOSE, 7)).isEqualTo(new ThoughtSplit(3, 3, true));
  }

  @Test
  void openingTagIsNotNeeded() {
    assertThat(split(false, 5, CLOSE, 6)).isEqualTo(new ThoughtSplit(2, 1, true));
  }

  @Test
  void neverClosedIsAllThought() {
    assertThat(split(false, OPEN, 5, 6)).isEqualTo(new ThoughtSplit(3, 0, false));
  }

  @Test
  void neverOpenedIsAllAnswer() {
    assertThat(split(false, 5, 6)).isEqualTo(new ThoughtSplit(0, 2, false));
  }

  @Test
  void promptMayOpenTheThought() {
    assertThat(split(true, 5, 6)).isEqualTo(new ThoughtSplit(2, 0, false));
    assertThat(split(true, 5, CLOSE, 6)).isEqualTo(new ThoughtSplit(2, 1, true));
  }

  @Test
  void withoutTagsEverythingIsAnswer() {
    assertThat(ThoughtSplit.of(false, TokenIds.of(5, 6), -1, -1))
        .isEqualTo(new ThoughtSplit(0, 2, false));
  }

  private static ThoughtSplit split(boolean thoughtOpen, int... completion) {
    return ThoughtSplit.of(thoughtOpen, TokenIds.of(completion), OPEN, CLOSE);
  }
}
