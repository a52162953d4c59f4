package org.alphagrid.eval.generate.sampling;

import org.alphagrid.eval.protocol.Decoding;

/**
 * Changes the logits of tokens that occurred already, before anything else looks at them.
 *
 * <ul>
 *   <li>Repetition: a token of prompt or completion has its logit divided by the penalty where
 *       positive, multiplied where negative (Keskar et al., 2019, section 4.1, as Hugging Face and
 *       vLLM apply it).
 *   <li>Then frequency: minus the penalty times how often the completion holds the token.
 *   <li>Then presence: minus the penalty if the completion holds it at all (both as OpenAI and vLLM
 *       define them: the prompt does not count).
 * </ul>
 *
 * <p>Holds scratch space: one instance per thread.
 */
final class Penalties {
  private final int[] counts; // [vocabulary], zero between calls; how often the completion has it

  Penalties(int vocabularySize) {
    this.counts = new int[vocabularySize];
  }

  /**
   * @param logits [vocabulary], changed in place
   */
  void apply(float[] logits, Decoding decoding, TokenHistory history) {
    if (!decoding.penalised()) {
      return;
    }
    int promptLength = history.promptLength();
    for (int i = promptLength; i < history.length(); i++) {
      counts[history.at(i)]++;
    }
    // A negative count marks what is done, so that every token is changed once.
    for (int i = 0; i < history.length(); i++) {
      int id = history.at(i);
      int count = counts[id];
      if (count >= 0) {
        logits[id] = penalised(logits[id], count, decoding);
        counts[id] = -1;
      }
    }
    for (int i = 0; i < history.length(); i++) {
      counts[history.at(i)] = 0;
    }
  }

  private static float penalised(float logit, int count, Decoding decoding) {
    double penalty = decoding.repetitionPenalty();
    double repeated = logit > 0 ? logit / penalty : logit * penalty;
    double frequent = repeated - decoding.frequencyPenalty() * count;
    return (float) (count > 0 ? frequent - decoding.presencePenalty() : frequent);
  }
}
