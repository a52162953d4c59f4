package org.alphagrid.storage;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Memory outside the heap for {@link DirectFile}, given back and used again, because memory that is
 * new to a process can cost more than writing it to a disk.
 */
public final class AlignedBuffers {
  /** Bytes of one buffer; a multiple of {@link DirectFile#ALIGNMENT}. */
  public static final int BYTES = 1 << 20;

  /** So many stay for later; how many are in use is up to who takes them. */
  private static final int MOST_SPARE = 32;

  private static final BlockingQueue<ByteBuffer> SPARE = new ArrayBlockingQueue<>(MOST_SPARE);

  private AlignedBuffers() {}

  /** An empty buffer that begins at a multiple of the alignment. */
  public static ByteBuffer take() {
    ByteBuffer spare = SPARE.poll();
    return spare != null
        ? spare.clear()
        : ByteBuffer.allocateDirect(BYTES + DirectFile.ALIGNMENT)
            .alignedSlice(DirectFile.ALIGNMENT)
            .slice(0, BYTES);
  }

  /** Takes a buffer back that nobody uses any more. */
  public static void give(ByteBuffer buffer) {
    SPARE.offer(buffer);
  }
}
