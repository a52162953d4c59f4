package org.alphagrid.core.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotUtilizationTest {
  @Test
  void slotsAreTasksBusyAtOnce() {
    SlotUtilization use = new SlotUtilization();
    assertThat(use.slots()).isZero();
    assertThat(use.makespanSeconds()).isZero();
    use.add(1000, 4000);
    use.add(1000, 2000);
    use.add(2000, 3000); // begins where the one before ends
    use.add(3001, 5000);
    assertThat(use.slots()).isEqualTo(2);
    assertThat(use.makespanSeconds()).isEqualTo(4);
    assertThat(use.idealSeconds()).isEqualTo(3.4995);
    assertThat(use.line("eval")).isEqualTo("eval: 4.0 s in 2 places, 1.14 times the ideal");
  }

  @Test
  void noScheduleIsShorterThanItsLongestTask() {
    SlotUtilization use = new SlotUtilization();
    use.add(0, 9000);
    use.add(0, 1000);
    assertThat(use.idealSeconds()).isEqualTo(9);
  }
}
