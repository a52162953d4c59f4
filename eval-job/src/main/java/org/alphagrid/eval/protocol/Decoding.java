package org.alphagrid.eval.protocol;

import java.io.Serializable;

/**
 * Says how the next token is drawn; the steps apply in the order repetition, frequency and presence
 * penalty, temperature, top-k, top-p, min-p.
 *
 * @param temperature 0 for greedy (the largest logit, lowest id first among equals)
 * @param topK keep the most likely {@code topK} tokens; {@link #ALL_TOKENS} keeps all
 * @param topP keep the smallest set of most likely tokens whose probability reaches this; 1 keeps
 *     all
 * @param minP drop tokens less likely than this share of the most likely one; 0 keeps all
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens that prompt or
 *     completion hold; 1 changes nothing
 * @param presencePenalty taken from the logits of tokens that the completion holds; 0 changes
 *     nothing
 * @param frequencyPenalty taken from them once for every time the completion holds them
 * @param maxTokens most tokens generated, the stop token included
 */
public record Decoding(
    double temperature,
    int topK,
    double topP,
    double minP,
    double repetitionPenalty,
    double presencePenalty,
    double frequencyPenalty,
    int maxTokens)
    implements Serializable {
  /** The {@code topK} that keeps all tokens. */
  public static final int ALL_TOKENS = 0;

  /**
   * Checks every value.
   *
   * @throws IllegalArgumentException naming the value that is out of its range
   */
  public Decoding {
    requireRange("temperature", temperature, 0, 100);
    requireRange("topK", topK, 0, Integer.MAX_VALUE);
    requireRange("topP", topP, Double.MIN_VALUE, 1);
    requireRange("minP", minP, 0, 1);
    requireRange("repetitionPenalty", repetitionPenalty, 0.01, 100);
    requireRange("presencePenalty", presencePenalty, -100, 100);
    requireRange("frequencyPenalty", frequencyPenalty, -100, 100);
    requireRange("maxTokens", maxTokens, 1, Integer.MAX_VALUE);
  }

  /** Describes decoding without penalties. */
  public Decoding(double temperature, int topK, double topP, double minP, int maxTokens) {
    this(temperature, topK, topP, minP, 1, 0, 0, maxTokens);
  }

  /** Returns the same decoding with another limit of tokens. */
  public Decoding withMaxTokens(int cap) {
    return new Decoding(
        temperature, topK, topP, minP, repetitionPenalty, presencePenalty, frequencyPenalty, cap);
  }

  private static void requireRange(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "Invalid %s: %s (must be from %s to %s)".formatted(name, value, least, most));
    }
  }

  /** Returns how many tokens of a vocabulary top-k keeps. */
  public int kept(int vocabulary) {
    return topK == ALL_TOKENS ? vocabulary : Math.min(topK, vocabulary);
  }

  /** Returns whether tokens that occurred already have their logits changed. */
  public boolean penalised() {
    return repetitionPenalty != 1 || presencePenalty != 0 || frequencyPenalty != 0;
  }

  /** Returns whether the largest logit always wins. */
  public boolean greedy() {
    return temperature == 0;
  }
}
