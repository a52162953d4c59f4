package org.alphagrid.quickstart;

import java.util.stream.IntStream;

/** Writes an assistant turn; the prompt is the chat template's and the same for both formats. */
public enum AnswerFormat {
  /** Writes reasoning between think tags, then the boxed answer. */
  THINK,
  /** Writes the boxed answer at once. */
  DIRECT;

  /** Returns the tokens of a user turn followed by the opening of the assistant turn. */
  static int[] prompt(String content) {
    IntStream.Builder ids = IntStream.builder();
    ids.add(Vocabulary.TURN_START);
    append(ids, "user\n" + content);
    ids.add(Vocabulary.TURN_END);
    append(ids, "\n");
    ids.add(Vocabulary.TURN_START);
    append(ids, "assistant\n");
    return ids.build().toArray();
  }

  /** Returns the tokens a model is to produce after the prompt. */
  int[] reply(ArithmeticProblem problem) {
    IntStream.Builder ids = IntStream.builder();
    if (this == THINK) {
      ids.add(Vocabulary.THINK);
      append(ids, "\n" + Thought.of(problem));
      ids.add(Vocabulary.END_THINK);
      append(ids, "\n\n");
    }
    append(ids, "\\boxed{" + problem.answer() + "}");
    ids.add(Vocabulary.TURN_END);
    return ids.build().toArray();
  }

  private static void append(IntStream.Builder ids, String text) {
    for (int id : Vocabulary.encode(text)) {
      ids.add(id);
    }
  }
}
