package org.alphagrid.eval.generate.sampling;

import java.util.Arrays;
import org.alphagrid.eval.generate.tokenizer.TokenIds;

/** Holds the tokens of one sequence so far: its prompt, then what was drawn. */
public final class TokenHistory {
  private final int promptLength;
  private int[] ids;
  private int length;

  /**
   * @param most tokens that will ever be drawn
   */
  public TokenHistory(TokenIds prompt, int most) {
    this.promptLength = prompt.length();
    this.length = promptLength;
    this.ids = new int[promptLength + Math.min(most, 64)];
    for (int i = 0; i < promptLength; i++) {
      ids[i] = prompt.at(i);
    }
  }

  public void add(int id) {
    if (length == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(length + 64, length + length / 2));
    }
    ids[length++] = id;
  }

  /** Returns the number of tokens of the prompt. */
  int promptLength() {
    return promptLength;
  }

  /** Returns the number of tokens of prompt and completion. */
  int length() {
    return length;
  }

  /** Returns the token at a 0-based position. */
  int at(int position) {
    return ids[position];
  }

  /** Returns what was drawn. */
  public TokenIds drawn() {
    return TokenIds.of(Arrays.copyOfRange(ids, promptLength, length));
  }
}
