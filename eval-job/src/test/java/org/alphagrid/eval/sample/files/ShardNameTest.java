package org.alphagrid.eval.sample.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShardNameTest {
  @Test
  void aNameSaysWhatIsInTheFile() {
    ShardName name = new ShardName("0123456789abcdef01234567", new SampleRange(3, 120000, 0, 16));
    assertThat(name.fileName())
        .isEqualTo("shard-0123456789abcdef01234567-p00003-120000-s0000-0016.parquet");
    assertThat(ShardName.parse(name.fileName())).contains(name);
  }

  @Test
  void otherFilesAreNotOurs() {
    assertThat(ShardName.parse("_SUCCESS")).isEmpty();
    assertThat(ShardName.parse("shard-x.parquet")).isEmpty();
    assertThat(ShardName.parse("shard-0123456789abcdef01234567-p0-1-s0-1.parquet.crc")).isEmpty();
  }

  @Test
  void emptyCellsAreRefused() {
    assertThatThrownBy(() -> new SampleRange(3, 3, 0, 1))
        .hasMessageContaining("problems 3 to 3, samples 0 to 1 (must not be empty)");
  }
}
