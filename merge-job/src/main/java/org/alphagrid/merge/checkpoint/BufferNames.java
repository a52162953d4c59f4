package org.alphagrid.merge.checkpoint;

import java.util.regex.Pattern;

/**
 * Tells which stored tensors are no weights: what a network computes from its configuration when it
 * is made, such as rotation frequencies and causal masks, and older tools stored all the same.
 */
final class BufferNames {
  private static final Pattern NAME =
      Pattern.compile(
          "(?:^|\\.)(?:(?:original_|local_)?inv_freq|(?:cos|sin)_cached|rope\\.freqs|position_ids"
              + "|(?:\\w+_)?mask|masked_bias)$");

  /** A bias has one dimension; GPT-2's and GPT-NeoX's masks of this name have four. */
  private static final Pattern MASK = Pattern.compile("(?:^|\\.)(?:attn|attention)\\.bias$");

  private BufferNames() {}

  static boolean contain(String name, int rank) {
    return NAME.matcher(name).find() || rank > 2 && MASK.matcher(name).find();
  }
}
