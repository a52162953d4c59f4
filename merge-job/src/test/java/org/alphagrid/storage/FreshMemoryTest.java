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
    find(4000, 20);
    assertThat(IntStream.range(0, 160).filter(i -> memory.isFast()).count()).isEqualTo(10);
  }

  @Test
  void memoryThatIsFastAgainIsUsedAgain() {
    find(4000, 20);
    for (int i = 0; i < 400; i++) {
      if (memory.isFast()) {
        find(300, 1);
      }
    }
    assertThat(IntStream.range(0, 100).allMatch(i -> memory.isFast())).isTrue();
  }

  @Test
  void oneSlowPageAmongManyDoesNotMatter() {
    find(300, 20);
    find(4000, 1);
    assertThat(memory.isFast()).isTrue();
    find(4000, 3);
    assertThat(memory.isFast()).isFalse();
  }

  private void find(long nanosOfThousand, int times) {
    for (int i = 0; i < times; i++) {
      memory.took(nanosOfThousand, 1000);
    }
  }
}
