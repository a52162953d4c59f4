package org.alphagrid.eval.generate.ort;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.alphagrid.eval.onnx.MatrixProbe;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Measures what this machine could do at most: float32 matrix products through the very engine that
 * runs the decoder, over a weight far larger than any cache.
 */
public final class EngineLimits implements AutoCloseable {
  private static final String WEIGHT = "weight";
  private static final int ROUNDS = 5;

  private final int inner;
  private final int outer;
  private final DjlSession session;

  /**
   * @param inner columns of the weight, for example the hidden size
   * @param outer rows of the weight
   */
  public EngineLimits(int inner, int outer, DecoderOptions options) {
    this.inner = inner;
    this.outer = outer;
    Shape shape = Shape.of(outer, inner);
    ByteBuffer bytes = TensorBytes.allocate(WEIGHT, shape.elements() * Float.BYTES);
    FloatBuffer values = bytes.asFloatBuffer();
    for (int i = 0; i < values.limit(); i++) {
      values.put(i, (i % 61 - 30) / 1024f);
    }
    LocalTensor weight = new LocalTensor(WEIGHT, DType.F32, shape, new TensorBytes.InMemory(bytes));
    this.session = DjlSession.open(MatrixProbe.build(weight), options);
  }

  /**
   * Returns floating-point operations per second of a product of that many rows: the best of some.
   */
  public double matrixRate(int rows) {
    FloatBuffer x = NativeBuffers.floats(Math.multiplyExact(rows, inner));
    FloatBuffer y = NativeBuffers.floats(Math.multiplyExact(rows, outer));
    for (int i = 0; i < x.limit(); i++) {
      x.put(i, (i % 37 - 18) / 16f);
    }
    long best = Long.MAX_VALUE;
    try (Binding binding = new Binding()) {
      binding.input(MatrixProbe.INPUT, x, rows, inner);
      binding.output(MatrixProbe.OUTPUT, y, rows, outer);
      for (int round = 0; round <= ROUNDS; round++) {
        long start = System.nanoTime();
        binding.run(session.session());
        best = Math.min(best, System.nanoTime() - start);
      }
    }
    return 2e9 * rows * inner * outer / best;
  }

  @Override
  public void close() {
    session.close();
  }
}
