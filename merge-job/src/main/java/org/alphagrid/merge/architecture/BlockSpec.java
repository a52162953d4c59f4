package org.alphagrid.merge.architecture;

import java.util.Collections;
import java.util.List;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * What may differ from block to block.
 *
 * @param window a token sees itself and the {@code window - 1} before it; 0 sees everything
 * @param rope its rotary embedding
 * @param feedForward its feed-forward
 */
public record BlockSpec(int window, RopeSpec rope, FeedForwardSpec feedForward) {
  /** Attention without a window. */
  public static final int WHOLE_CONTEXT = 0;

  public BlockSpec {
    if (window < 0) {
      throw new IllegalArgumentException("Invalid window: " + window + " (must be >= 0)");
    }
  }

  /** A block that sees everything. */
  public static BlockSpec of(RopeSpec rope, FeedForwardSpec feedForward) {
    return new BlockSpec(WHOLE_CONTEXT, rope, feedForward);
  }

  /** The same block, with a window. */
  public BlockSpec within(int newWindow) {
    return new BlockSpec(newWindow, rope, feedForward);
  }

  /** Equal blocks. */
  public List<BlockSpec> times(int layers) {
    return Collections.nCopies(layers, this);
  }
}
