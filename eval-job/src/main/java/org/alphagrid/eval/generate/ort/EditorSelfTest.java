package org.alphagrid.eval.generate.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.alphagrid.eval.onnx.OnnxModel;
import org.alphagrid.eval.onnx.WeightProbe;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Loads a tiny model plainly and by {@link ModelEditorSession}, and compares what they compute bit
 * for bit: once for each process, before the first model that is loaded from memory. It stands
 * between {@link OrtApi}'s assumptions about the C interface and results.
 */
final class EditorSelfTest {
  private static final int ROWS = 3;
  private static final int IN = 8;
  private static final int OUT = 16;
  private static final AtomicBoolean PASSED = new AtomicBoolean();

  /** One weight is large enough to be handed over, the other small enough to be copied. */
  private static final LocalTensor MATRIX = tensor("matrix", Shape.of(OUT, IN), 29);

  private static final LocalTensor SCALE = tensor("scale", Shape.of(OUT), 13);

  private EditorSelfTest() {}

  /** Names a way to load a model with weights in memory. */
  interface Loader {
    OrtSession open(OnnxModel model, EngineWeights weights, OrtSession.SessionOptions options);
  }

  /**
   * @throws IllegalStateException when the two ways differ
   */
  static void require() {
    if (!PASSED.get()) {
      require(ModelEditorSession::open);
      PASSED.set(true);
    }
  }

  static void require(Loader editor) {
    DecoderOptions options = DecoderOptions.of(1, 1);
    float[] plain;
    float[] edited;
    try (OrtSession.SessionOptions sessionOptions = DjlSession.sessionOptions(options);
        EngineWeights weights = new EngineWeights(options)) {
      OnnxModel model = WeightProbe.plain(MATRIX, SCALE);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(model.bytes(), sessionOptions)) {
        plain = run(session);
      }
      weights.add(MATRIX, ((TensorBytes.InMemory) MATRIX.bytes()).buffer());
      weights.add(SCALE, ((TensorBytes.InMemory) SCALE.bytes()).buffer());
      try (OrtSession session =
          editor.open(WeightProbe.handed(MATRIX, SCALE), weights, sessionOptions)) {
        edited = run(session);
      }
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot test ONNX Runtime: " + e.getMessage(), e);
    }
    int place = Arrays.mismatch(plain, edited);
    if (place >= 0) {
      throw new IllegalStateException(
          "Cannot load models from memory with ONNX Runtime %s: in a self-test its model editor gave %s where a plain session gives %s (eval.models: stored does without it)"
              .formatted(
                  OrtEnvironment.getEnvironment().getVersion(), edited[place], plain[place]));
    }
  }

  private static float[] run(OrtSession session) {
    FloatBuffer x = NativeBuffers.floats(ROWS * IN);
    FloatBuffer y = NativeBuffers.floats(ROWS * OUT);
    for (int i = 0; i < x.limit(); i++) {
      x.put(i, (i % 7 - 3) / 4f);
    }
    try (Binding binding = new Binding()) {
      binding.input(WeightProbe.INPUT, x, ROWS, IN);
      binding.output(WeightProbe.OUTPUT, y, ROWS, OUT);
      binding.run(session);
    }
    float[] values = new float[ROWS * OUT];
    y.get(0, values);
    return values;
  }

  private static LocalTensor tensor(String name, Shape shape, int period) {
    ByteBuffer bytes = TensorBytes.allocate(name, shape.elements() * Float.BYTES);
    FloatBuffer values = bytes.asFloatBuffer();
    for (int i = 0; i < values.limit(); i++) {
      values.put(i, (i * 5 % period - period / 2) / 8f);
    }
    return new LocalTensor(name, DType.F32, shape, new TensorBytes.InMemory(bytes));
  }
}
