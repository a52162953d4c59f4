package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.onnx.PicoModels;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecoderIT {
  @TempDir private Path folder;

  @Test
  void saysWhatRunsIt() {
    try (Decoder decoder = Decoder.open(model(), DecoderOptions.of(40, 1))) {
      assertThat(decoder.engine()).matches("onnxruntime \\d+\\.\\d+\\.\\d+ f32");
      assertThat(decoder.device()).isEqualTo("cpu");
      assertThat(System.getProperty("ai.djl.offline")).isEqualTo("true");
    }
  }

  @Test
  void shorterOfContextAndWishedPositionsWins() {
    try (Decoder shorter = Decoder.open(model(), DecoderOptions.of(40, 1));
        Decoder longer = Decoder.open(model(), DecoderOptions.of(4000, 1))) {
      assertThat(shorter.positions()).isEqualTo(40);
      assertThat(longer.positions()).isEqualTo(96);
    }
  }

  @Test
  void truncatedFileIsRefusedAtLoad() throws IOException {
    LocalModel model = model();
    Path file = folder.resolve("model.safetensors");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    assertThatThrownBy(() -> Decoder.open(model, DecoderOptions.of(40, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Cannot load model 'pico' into ONNX Runtime");
  }

  @Test
  void impossibleNumbersOfSlotsAreRefused() {
    try (Decoder decoder = Decoder.open(model(), DecoderOptions.of(96, 1))) {
      assertThatThrownBy(() -> new ContinuousBatcher(decoder, 1_000_000))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid slots: 1000000 (must be from 1 to 4096)");
      assertThatThrownBy(() -> new ContinuousBatcher(decoder, new BatchOptions(1, 0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid cacheBytes: 0 (must be > 0)");
    }
  }

  private LocalModel model() {
    return PicoModels.stored(folder, PicoModels.qwen3(true), DType.BF16, 1);
  }
}
