package org.alphagrid.eval.onnx;

/**
 * Names of a decoder graph's inputs and outputs. {@link #LOGITS} leaves a graph, or {@link #TOKENS}
 * where its {@link TokenChoice} says so; temperatures to uniforms are inputs of a random choice
 * only.
 *
 * <p>B is the number of sequences, S the new tokens of each, N the hidden rows wanted, P the
 * positions a cache has room for, V the vocabulary.
 */
public final class Ports {
  /** int64 [B, S]: the new token ids. */
  public static final String INPUT_IDS = "input_ids";

  /** int32 [B]: index of each sequence's last position after this run. */
  public static final String LAST_POSITIONS = "last_positions";

  /** int32 [1]: the largest number of positions of any sequence after this run. */
  public static final String TOTAL_LENGTH = "total_length";

  /**
   * int64 [N]: which of the B*S hidden rows reach the head; at least {@link
   * DecoderGraph#leastWanted} of them.
   */
  public static final String ROWS = "rows";

  /** float32 [N, V]: logits of the wanted rows. */
  public static final String LOGITS = "logits";

  /** int64 [N]: ids chosen inside the graph; takes the place of {@link #LOGITS}. */
  public static final String TOKENS = "tokens";

  /** float32 [N]: temperature of each wanted row's random choice, above 0. */
  public static final String TEMPERATURES = "temperatures";

  /** int64 [N]: top-k of each wanted row; the number of candidates where it is off. */
  public static final String TOP_K = "top_k";

  /** float32 [N]: top-p of each wanted row; 1 where it is off. */
  public static final String TOP_P = "top_p";

  /** float32 [N]: min-p of each wanted row; 0 where it is off. */
  public static final String MIN_P = "min_p";

  /** float32 [N]: a random number from 0 to below 1 for each wanted row. */
  public static final String UNIFORMS = "uniforms";

  private Ports() {}

  /**
   * compute type [B, key/value heads, P, head size]: keys so far; bind {@link #presentKey} to it.
   */
  public static String pastKey(int layer) {
    return "past." + layer + ".key";
  }

  /** compute type [B, key/value heads, P, head size]: values so far. */
  public static String pastValue(int layer) {
    return "past." + layer + ".value";
  }

  /** Keys with the new ones appended; the same memory as the past appends in place. */
  public static String presentKey(int layer) {
    return "present." + layer + ".key";
  }

  /** Values with the new ones appended. */
  public static String presentValue(int layer) {
    return "present." + layer + ".value";
  }
}
