package org.alphagrid.protocol;

import java.io.Serializable;

/**
 * How the next token is drawn.
 *
 * @param temperature 0 for greedy (the largest logit, lowest id first among equals)
 * @param topK keep the most likely {@code topK} tokens; 0 keeps all
 * @param topP keep the smallest set of most likely tokens whose probability reaches this; 1 keeps
 *     all
 * @param minP drop tokens less likely than this share of the most likely one; 0 keeps all
 * @param maxTokens most tokens generated, the stop token included
 */
public record Decoding(double temperature, int topK, double topP, double minP, int maxTokens)
    implements Serializable {
  public Decoding {
    requireRange("temperature", temperature, 0, 100);
    requireRange("topK", topK, 0, Integer.MAX_VALUE);
    requireRange("topP", topP, Double.MIN_VALUE, 1);
    requireRange("minP", minP, 0, 1);
    requireRange("maxTokens", maxTokens, 1, Integer.MAX_VALUE);
  }

  private static void requireRange(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be from %s to %s)".formatted(name, value, least, most));
    }
  }

  /** Whether the largest logit always wins. */
  public boolean greedy() {
    return temperature == 0;
  }
}
