package org.alphagrid.eval.benchmark;

/** Says what the answer field of a multiple-choice record holds. */
public enum AnswerForm {
  /** The letter or the label of the right option, or any answer where there are no options. */
  LETTER("letter"),
  /** The index of the right option, from 0. */
  INDEX("index"),
  /** The number of the right option, from 1. */
  NUMBER("number"),
  /** The right option itself. */
  TEXT("text");

  private final String key;

  AnswerForm(String key) {
    this.key = key;
  }

  /** Returns the word under {@code fields.answerIs} in a definition. */
  public String key() {
    return key;
  }
}
