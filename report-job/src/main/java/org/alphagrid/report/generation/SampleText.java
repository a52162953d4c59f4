package org.alphagrid.report.generation;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Holds one sample to read.
 *
 * @param question the problem; empty where it is hidden or not stored
 * @param completion the generated text; empty where the benchmark hides it or it is not stored
 * @param answerStart where the answer begins in the completion, in characters, if known
 * @param extracted the answer as extracted
 * @param rule that decided the score
 */
public record SampleText(
    String model,
    String benchmark,
    String problem,
    int sample,
    Optional<String> question,
    Optional<String> completion,
    Optional<Integer> answerStart,
    Optional<String> extracted,
    Optional<String> reference,
    Optional<String> rule,
    Optional<String> error,
    double score,
    int tokens,
    String finishReason) {

  public SampleText {
    requireNonNull(model, "model is null");
    requireNonNull(benchmark, "benchmark is null");
    requireNonNull(problem, "problem is null");
    requireNonNull(finishReason, "finishReason is null");
  }

  /** Returns what was generated before the answer; empty without a thought or a text. */
  public String thought() {
    return completion.map(text -> text.substring(0, split(text))).orElse("").strip();
  }

  /** Returns what was generated after the thought. */
  public String answer() {
    return completion.map(text -> text.substring(split(text))).orElse("").strip();
  }

  /**
   * Returns where the answer begins; without a stored place, after the last closing tag of the
   * usual kind.
   */
  private int split(String text) {
    if (answerStart.isPresent()) {
      return Math.max(0, Math.min(text.length(), answerStart.get()));
    }
    String tag = "</think>";
    int closing = text.lastIndexOf(tag);
    return closing < 0 ? 0 : closing + tag.length();
  }
}
