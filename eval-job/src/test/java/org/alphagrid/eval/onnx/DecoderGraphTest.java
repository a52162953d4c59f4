package org.alphagrid.eval.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.merge.architecture.AttentionSpec;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not fit together is refused before any graph is built, by model and tensor name. */
class DecoderGraphTest {
  private static final DecoderSpec SPEC = PicoModels.qwen3(true);
  private static final String UP = "model.layers.1.mlp.up_proj.weight";

  @TempDir private Path folder;

  @Test
  void missingTensorIsNamed() {
    LocalModel model = with(UP, null);
    assertThatThrownBy(() -> DecoderGraph.build(SPEC, model, 96))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot run model 'pico': tensor '%s' must be [80, 64], found no such tensor"
                .formatted(UP));
  }

  @Test
  void otherShapeIsNamed() {
    LocalModel model = with(UP, tensor(UP, DType.BF16, 64, 80));
    assertThatThrownBy(() -> DecoderGraph.build(SPEC, model, 96))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tensor '%s' must be [80, 64], found [64, 80]".formatted(UP));
  }

  @Test
  void float64IsRefused() {
    LocalModel model = with(UP, tensor(UP, DType.F64, 80, 64));
    assertThatThrownBy(() -> DecoderGraph.build(SPEC, model, 96))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("dtype F64 (must be one of [BF16, F16, F32])");
  }

  @Test
  void separateHeadIsNeededWhereItIsNotTied() {
    LocalModel model = PicoModels.stored(folder, SPEC, DType.BF16, 1);
    assertThatThrownBy(() -> DecoderGraph.build(PicoModels.qwen3(false), model, 96))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(WeightLayout.HEAD_NAME);
  }

  @Test
  void headSizeMustBeAMultipleOf16() {
    DecoderSpec spec = PicoModels.qwen3(101, 64, 96, AttentionSpec.of(4, 2, 24), 2, 80, true);
    LocalModel model = PicoModels.stored(folder, spec, DType.BF16, 1);
    assertThatThrownBy(() -> DecoderGraph.build(spec, model, 96))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot run model 'pico': head size 24 (must be a multiple of 16)");
  }

  @Test
  void positionsBeyondTheContextAreRefused() {
    LocalModel model = PicoModels.stored(folder, SPEC, DType.BF16, 1);
    assertThatThrownBy(() -> DecoderGraph.build(SPEC, model, 97))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Invalid positions: 97 (must be from 1 to the context length 96");
  }

  @Test
  void onlyTensorsInMemoryAreHandedOver() {
    LocalModel stored = PicoModels.stored(folder, SPEC, DType.BF16, 1);
    assertThat(DecoderGraph.build(SPEC, stored, 96).inMemory()).isEmpty();
    LocalModel inMemory = PicoModels.inMemory(stored);
    assertThat(DecoderGraph.build(SPEC, inMemory, 96).inMemory())
        .containsOnlyKeys(inMemory.tensors().keySet());
  }

  private LocalModel with(String name, LocalTensor replacement) {
    LocalModel model = PicoModels.stored(folder, SPEC, DType.BF16, 1);
    Map<String, LocalTensor> tensors = new HashMap<>(model.tensors());
    tensors.remove(name);
    if (replacement != null) {
      tensors.put(name, replacement);
    }
    return new LocalModel(model.name(), model.config(), tensors);
  }

  private static LocalTensor tensor(String name, DType dtype, long... dimensions) {
    Shape shape = Shape.of(dimensions);
    TensorBytes place = new TensorBytes.InFile(Path.of("/w"), 0, shape.elements() * dtype.bytes());
    return new LocalTensor(name, dtype, shape, place);
  }
}
