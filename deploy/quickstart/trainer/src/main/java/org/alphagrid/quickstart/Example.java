package org.alphagrid.quickstart;

/** Holds a training sequence: prompt and reply, of which only the reply is learnt. */
final class Example {
  // A direct reply is a tenth as long as a thought; unweighted, mental arithmetic would hardly
  // count.
  private static final float DIRECT_WEIGHT = 3;

  private final int[] ids;
  private final int replyStart;
  private final AnswerFormat format;

  private Example(int[] ids, int replyStart, AnswerFormat format) {
    this.ids = ids;
    this.replyStart = replyStart;
    this.format = format;
  }

  static Example of(ArithmeticProblem problem, AnswerFormat format) {
    int[] prompt = AnswerFormat.prompt(problem.prompt());
    int[] reply = format.reply(problem);
    int[] ids = new int[prompt.length + reply.length];
    System.arraycopy(prompt, 0, ids, 0, prompt.length);
    System.arraycopy(reply, 0, ids, prompt.length, reply.length);
    return new Example(ids, prompt.length, format);
  }

  int length() {
    return ids.length;
  }

  int id(int position) {
    return ids[position];
  }

  /** Returns the weight of all its tokens. */
  double weight() {
    double sum = 0;
    for (int i = 0; i < ids.length; i++) {
      sum += weight(i);
    }
    return sum;
  }

  /**
   * Returns how much predicting the token at a position counts. The first reply token counts the
   * same in both formats, so a base keeps choosing between them as often as it sees them.
   */
  float weight(int position) {
    if (position < replyStart) {
      return 0;
    }
    return format == AnswerFormat.DIRECT && position > replyStart ? DIRECT_WEIGHT : 1;
  }
}
