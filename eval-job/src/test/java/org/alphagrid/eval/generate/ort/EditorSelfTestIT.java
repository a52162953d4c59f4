package org.alphagrid.eval.generate.ort;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;

class EditorSelfTestIT {
  @Test
  void theEditorOfThisVersionPasses() {
    assertThatCode(() -> EditorSelfTest.require(ModelEditorSession::open))
        .doesNotThrowAnyException();
  }

  /** An editor that gets weights from another place than it thinks. */
  @Test
  void otherWeightsAreNoticedAndRefused() {
    for (String wrong : new String[] {"matrix", "scale"}) {
      assertThatThrownBy(
              () ->
                  EditorSelfTest.require(
                      (model, weights, options) -> {
                        try (EngineWeights others = new EngineWeights(DecoderOptions.of(1, 1))) {
                          for (LocalTensor tensor : model.inMemory().values()) {
                            others.add(tensor, bytes(tensor, tensor.name().equals(wrong)));
                          }
                          return ModelEditorSession.open(model, others, options);
                        }
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("Cannot load models from memory with ONNX Runtime ")
          .hasMessageContaining("in a self-test its model editor gave ")
          .hasMessageEndingWith("(eval.models: stored does without it)");
    }
  }

  private static ByteBuffer bytes(LocalTensor tensor, boolean changed) {
    ByteBuffer bytes = ((TensorBytes.InMemory) tensor.bytes()).buffer();
    ByteBuffer copy = TensorBytes.allocate(tensor.name(), bytes.remaining());
    copy.put(bytes.duplicate()).flip();
    if (changed) {
      int last = copy.limit() - DType.F32.bytes();
      copy.putFloat(last, copy.getFloat(last) + 1);
    }
    return copy;
  }
}
