package org.alphagrid.merge.architecture;

import java.util.Collections;
import java.util.List;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Describes what may differ from block to block.
 *
 * @param window a token attends to itself and the {@code window - 1} tokens before it; {@link
 *     #WHOLE_CONTEXT} attends to all
 * @param rope its rotary embedding
 * @param feedForward its feed-forward
 */
public record BlockSpec(int window, RopeSpec rope, FeedForwardSpec feedForward) {
  /** Attends to every earlier token. */
  public static final int WHOLE_CONTEXT = 0;

  public BlockSpec {
    if (window < 0) {
      throw new IllegalArgumentException("Invalid window: " + window + " (must be >= 0)");
    }
  }

  /** Describes a block that attends to the whole context. */
  public static BlockSpec of(RopeSpec rope, FeedForwardSpec feedForward) {
    return new BlockSpec(WHOLE_CONTEXT, rope, feedForward);
  }

  /** Returns the same block with another window, in tokens. */
  public BlockSpec within(int newWindow) {
    return new BlockSpec(newWindow, rope, feedForward);
  }

  /** Repeats this block for a number of layers. */
  public List<BlockSpec> times(int layers) {
    return Collections.nCopies(layers, this);
  }
}
