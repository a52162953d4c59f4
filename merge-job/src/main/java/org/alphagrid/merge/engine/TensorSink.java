package org.alphagrid.merge.engine;

import java.io.IOException;

/** Takes the merged bytes of one tensor of one point, in order. */
@FunctionalInterface
public interface TensorSink {
  /** Takes the leading {@code count} bytes; the array is reused afterwards. */
  void accept(byte[] bytes, int count) throws IOException;
}
