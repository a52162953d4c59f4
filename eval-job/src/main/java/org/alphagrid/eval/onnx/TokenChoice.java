package org.alphagrid.eval.onnx;

/**
 * Says what leaves a decoder graph: logits, or token ids chosen inside it.
 *
 * @param kind what is done with the logits
 * @param candidates how many of the best logits a random choice looks at; 0 for the other kinds
 */
public record TokenChoice(Kind kind, int candidates) {
  /** Nothing is chosen: {@link Ports#LOGITS} leaves. */
  public static final TokenChoice LOGITS = new TokenChoice(Kind.NONE, 0);

  /** The largest logit's id, the lowest of equal ones: {@link Ports#TOKENS} leaves. */
  public static final TokenChoice BEST = new TokenChoice(Kind.BEST, 0);

  /** How a token is chosen. */
  public enum Kind {
    NONE,
    BEST,
    RANDOM
  }

  public TokenChoice {
    if (candidates < 0 || (kind == Kind.RANDOM) != (candidates > 0)) {
      throw new IllegalArgumentException(
          "Invalid candidates: %d for a choice of kind %s (must be > 0 for RANDOM, else 0)"
              .formatted(candidates, kind));
    }
  }

  /**
   * Returns a random choice by temperature, top-k, top-p and min-p, from numbers the caller draws:
   * {@link Ports#TOKENS} leaves.
   *
   * @param candidates at least the largest top-k used; the vocabulary's size where top-k is off
   */
  public static TokenChoice random(int candidates) {
    return new TokenChoice(Kind.RANDOM, candidates);
  }
}
