package org.alphagrid.merge.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.alphagrid.core.UserException;

/** Says where the bytes of one tensor lie on this machine: little-endian, row-major, contiguous. */
public sealed interface TensorBytes {
  /** Returns the number of bytes. */
  long length();

  /**
   * Returns a direct little-endian buffer for one tensor.
   *
   * @throws UserException when the tensor is larger than one buffer can be
   */
  static ByteBuffer allocate(String name, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new UserException(
          "Cannot hold tensor '%s' in memory: %d bytes, one buffer holds at most %d"
              .formatted(name, bytes, Integer.MAX_VALUE));
    }
    return ByteBuffer.allocateDirect((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Names a range of a local file.
   *
   * @param file the real path, symbolic links resolved
   * @param offset of the first byte from the start of the file
   * @param length number of bytes
   */
  record InFile(Path file, long offset, long length) implements TensorBytes {}

  /**
   * Stands for a tensor of the engine that is to compute with it; only the engine can look into it.
   */
  record InEngine(long length) implements TensorBytes {}

  /** Holds a direct buffer, positioned at the tensor's first byte and limited to its last. */
  record InMemory(ByteBuffer buffer) implements TensorBytes {
    public InMemory {
      if (!buffer.isDirect() || buffer.order() != ByteOrder.LITTLE_ENDIAN) {
        throw new IllegalArgumentException(
            "Invalid tensor buffer: %s, %s (must be direct and little-endian)"
                .formatted(buffer, buffer.order()));
      }
    }

    @Override
    public long length() {
      return buffer.remaining();
    }
  }
}
