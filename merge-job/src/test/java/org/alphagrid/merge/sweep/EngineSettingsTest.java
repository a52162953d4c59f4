package org.alphagrid.merge.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.sweep.EngineSettings.Batchers;
import org.alphagrid.merge.sweep.EngineSettings.Device;
import org.alphagrid.merge.sweep.EngineSettings.Prepack;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {
  @Test
  void absentKeysHaveDefaultsThatFitTheDevice() {
    assertThat(read("cacheMiB: 512")).isEqualTo(new EngineSettings(Device.CPU, DType.F32, 512));
    assertThat(read("device: cuda")).isEqualTo(new EngineSettings(Device.CUDA, DType.BF16, 0));
    assertThat(read("{device: cuda, compute: f16}"))
        .isEqualTo(new EngineSettings(Device.CUDA, DType.F16, 0));
    assertThat(read("{batchers: one, prepack: never}"))
        .isEqualTo(new EngineSettings(Device.CPU, DType.F32, 0, Batchers.ONE, Prepack.NEVER, 0));
    assertThat(read("memoryMiB: 3000").memoryMiB()).isEqualTo(3000);
  }

  @Test
  void whatADeviceCannotDoIsAnErrorThatNamesKeyAndChoices() {
    assertThatThrownBy(() -> read("device: gpu"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("device", "gpu", "[cpu, cuda]");
    assertThatThrownBy(() -> read("{device: cpu, compute: bf16}"))
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("compute", "bf16", "[f32]");
    assertThatThrownBy(() -> read("batchers: two"))
        .hasMessageContainingAll("batchers", "two", "[auto, one, per-task]");
    assertThatThrownBy(() -> read("cacheMib: 3")).hasMessageContaining("cacheMiB");
  }

  private static EngineSettings read(String yaml) {
    return EngineSettings.read(ConfigNode.parse("sweep.yaml", yaml));
  }
}
