package org.alphagrid.merge.checkpoint;

import java.io.Serializable;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Describes one tensor as a safetensors header lists it.
 *
 * @param begin first byte, counted from the end of the header
 * @param end byte after the last
 */
public record TensorEntry(String name, DType dtype, Shape shape, long begin, long end)
    implements Serializable {
  public TensorEntry {
    long expected = byteCount(dtype, shape);
    if (begin < 0 || end < begin || end - begin != expected) {
      throw new UserException(
          "bytes %d to %d do not hold %s %s (needs %d bytes)"
              .formatted(begin, end, dtype, shape, expected));
    }
  }

  /** Returns the bytes of a tensor of this type and shape. */
  public static long byteCount(DType dtype, Shape shape) {
    try {
      return Math.multiplyExact(shape.elements(), (long) dtype.bytes());
    } catch (ArithmeticException e) {
      throw new UserException("%s %s has more than 2^63 bytes".formatted(dtype, shape), e);
    }
  }

  /** Returns the number of bytes. */
  public long bytes() {
    return end - begin;
  }
}
