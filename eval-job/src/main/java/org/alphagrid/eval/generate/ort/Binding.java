package org.alphagrid.eval.generate.ort;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Binds inputs and outputs of a session's run, all wrapped around buffers that are used again. */
public final class Binding implements AutoCloseable {
  private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

  private final Map<String, OnnxTensor> inputs = new HashMap<>();
  private final Map<String, OnnxTensor> outputs = new HashMap<>();

  /** Binds the first elements of a buffer as an input. */
  public void input(String name, LongBuffer buffer, long... shape) {
    try {
      replace(name, OnnxTensor.createTensor(ENVIRONMENT, head(buffer, shape), shape));
    } catch (OrtException e) {
      throw failure(name, e);
    }
  }

  /** Binds the first elements of a buffer as an input. */
  public void input(String name, IntBuffer buffer, long... shape) {
    try {
      replace(name, OnnxTensor.createTensor(ENVIRONMENT, head(buffer, shape), shape));
    } catch (OrtException e) {
      throw failure(name, e);
    }
  }

  /** Binds the first elements of a buffer as an input. */
  public void input(String name, FloatBuffer buffer, long... shape) {
    replace(name, wrap(name, buffer, shape));
  }

  /** Binds the first elements of a buffer as an output. */
  public void output(String name, FloatBuffer buffer, long... shape) {
    outputs.put(name, wrap(name, buffer, shape));
  }

  /** Binds the first elements of a buffer as an output. */
  public void output(String name, LongBuffer buffer, long... shape) {
    try {
      outputs.put(name, OnnxTensor.createTensor(ENVIRONMENT, head(buffer, shape), shape));
    } catch (OrtException e) {
      throw failure(name, e);
    }
  }

  /** Binds one tensor as an input and an output, which is then computed in place. */
  public void inPlace(String input, String output, OnnxTensor tensor) {
    replace(input, tensor);
    outputs.put(output, tensor);
  }

  /**
   * Runs the session over what is bound.
   *
   * @throws IllegalStateException when ONNX Runtime fails
   */
  public void run(OrtSession session) {
    try {
      session.run(inputs, Set.of(), outputs).close();
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot run the decoder: " + e.getMessage(), e);
    }
  }

  private void replace(String name, OnnxTensor tensor) {
    OnnxTensor earlier = inputs.put(name, tensor);
    if (earlier != null) {
      earlier.close();
    }
  }

  private static OnnxTensor wrap(String name, FloatBuffer buffer, long... shape) {
    try {
      return OnnxTensor.createTensor(ENVIRONMENT, buffer.slice(0, elements(shape)), shape);
    } catch (OrtException e) {
      throw failure(name, e);
    }
  }

  private static LongBuffer head(LongBuffer buffer, long... shape) {
    return buffer.slice(0, elements(shape));
  }

  private static IntBuffer head(IntBuffer buffer, long... shape) {
    return buffer.slice(0, elements(shape));
  }

  private static int elements(long... shape) {
    long product = 1;
    for (long dimension : shape) {
      product = Math.multiplyExact(product, dimension);
    }
    return Math.toIntExact(product);
  }

  private static IllegalStateException failure(String name, OrtException e) {
    return new IllegalStateException("Cannot bind '" + name + "': " + e.getMessage(), e);
  }

  @Override
  public void close() {
    inputs.values().forEach(OnnxTensor::close);
    // A tensor bound in place stands in both maps and may be closed once only.
    outputs.values().stream()
        .filter(tensor -> !inputs.containsValue(tensor))
        .forEach(OnnxTensor::close);
  }
}
