package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  private static final List<WeightSlot> SLOTS =
      List.of(new WeightSlot("matrix", 2, 3), new WeightSlot("norm", 1));

  @TempDir private Path directory;

  /** The layout written out by hand from the format's description. */
  @Test
  void writesHeaderLengthHeaderAndBytes() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Safetensors.write(file, SLOTS, new float[] {1, -2, 0.5f, 0, -0f, 3, 1});

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = Math.toIntExact(bytes.getLong());
    assertThat(headerLength % 8).isZero();
    byte[] header = new byte[headerLength];
    bytes.get(header);
    assertThat(new String(header, StandardCharsets.UTF_8).strip())
        .isEqualTo(
            "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"matrix\":{\"dtype\":\"BF16\",\"shape\":[2,3],\"data_offsets\":[0,12]},"
                + "\"norm\":{\"dtype\":\"BF16\",\"shape\":[1],\"data_offsets\":[12,14]}}");
    short[] stored = new short[7];
    bytes.asShortBuffer().get(stored);
    assertThat(stored)
        .containsExactly(
            (short) 0x3F80,
            (short) 0xC000,
            (short) 0x3F00,
            (short) 0x0000,
            (short) 0x8000,
            (short) 0x4040,
            (short) 0x3F80);
    assertThat(bytes.remaining()).isEqualTo(14);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Path file = directory.resolve("model.safetensors");
    float[] weights = {1, -2, 0.5f, 0, 4, 3, 1};
    Safetensors.write(file, SLOTS, weights);
    assertThat(Safetensors.read(file, SLOTS)).isEqualTo(weights);
    assertThat(directory).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void refusesAMissingTensorAndAnotherShape() throws IOException {
    Path file = directory.resolve("model.safetensors");
    Safetensors.write(file, SLOTS, new float[7]);
    assertThatThrownBy(() -> Safetensors.read(file, List.of(new WeightSlot("other", 1))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no tensor other");
    assertThatThrownBy(() -> Safetensors.read(file, List.of(new WeightSlot("matrix", 3, 2))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("[2,3]");
  }
}
