package org.alphagrid.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Slow memory is avoided, and found out when it is fast again. */
class FreshMemoryTest {
  private final FreshMemory memory = new FreshMemory();

  @Test
  void fastMemoryIsUsed() {
    assertThat(IntStream.range(0, 100).allMatch(i -> memory.isFast())).isTrue();
    memory.took(300, 1000);
    assertThat(memory.isFast()).isTrue();
  }

  @Test
  void slowMemoryIsTriedNowAndThen() {
    memory.took(4000, 1000);
    assertThat(IntStream.range(0, 160).filter(i -> memory.isFast()).count()).isEqualTo(10);
  }

  @Test
  void memoryThatIsFastAgainIsUsedAgain() {
    memory.took(4000, 1000);
    for (int i = 0; i < 160; i++) {
      if (memory.isFast()) {
        memory.took(300, 1000);
      }
    }
    assertThat(IntStream.range(0, 100).allMatch(i -> memory.isFast())).isTrue();
  }
}
