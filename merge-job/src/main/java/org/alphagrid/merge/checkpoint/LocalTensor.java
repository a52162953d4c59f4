package org.alphagrid.merge.checkpoint;

import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Describes a tensor whose bytes are on this machine, in a file or in memory.
 *
 * @throws IllegalArgumentException when the byte count does not match dtype and shape
 */
public record LocalTensor(String name, DType dtype, Shape shape, TensorBytes bytes) {
  public LocalTensor {
    long expected = Math.multiplyExact(shape.elements(), (long) dtype.bytes());
    if (bytes.length() != expected) {
      throw new IllegalArgumentException(
          "Invalid tensor '%s': %d bytes (must be %d for %s %s)"
              .formatted(name, bytes.length(), expected, dtype, shape));
    }
  }
}
