package org.alphagrid.eval.harness;

import java.util.List;

/**
 * Holds one completion of another harness, with its verdict.
 *
 * @param problem id within its file
 * @param prompt the question, or the rendered prompt where only that is recorded
 * @param extracted the answer the harness found; null where it records none
 * @param score its verdict, 1 or 0 or between; null where it records none
 * @param circumstances what else it records
 */
public record OutsideSample(
    String problem,
    int sample,
    String prompt,
    String reference,
    String completion,
    String extracted,
    Double score,
    Circumstances circumstances) {

  /** Holds a sample of a harness that records nothing else. */
  public OutsideSample(
      String problem,
      int sample,
      String prompt,
      String reference,
      String completion,
      String extracted,
      Double score) {
    this(problem, sample, prompt, reference, completion, extracted, score, Circumstances.UNKNOWN);
  }

  /**
   * Holds how a completion came to be.
   *
   * @param choices the options shown; empty where there are none
   * @param finishReason stop, length or error; null where it is not recorded
   * @param error what went wrong; null where nothing did
   * @param promptThought whether the prompt opened a thought
   * @param tokens as recorded; null where they are not
   */
  public record Circumstances(
      List<String> choices,
      String finishReason,
      String error,
      boolean promptThought,
      RecordedTokens tokens) {
    /** Says that nothing is recorded. */
    public static final Circumstances UNKNOWN =
        new Circumstances(List.of(), null, null, false, null);

    public Circumstances {
      choices = List.copyOf(choices);
    }
  }

  /** Holds token counts that a harness recorded; thinking is part of completion. */
  public record RecordedTokens(int prompt, int completion, int thinking) {}
}
