package org.alphagrid.quickstart;

import java.util.List;

/**
 * Holds the tokens: newline, the 95 printable ASCII characters, then five added tokens.
 *
 * <p>One token per character keeps the digits of a number apart, which is what makes column-wise
 * arithmetic learnable by a model of this size.
 */
public final class Vocabulary {
  /** Ends a text; also the padding token. */
  public static final int END_OF_TEXT = 96;

  /** Opens a chat turn. */
  public static final int TURN_START = 97;

  /** Closes a chat turn; generation stops here. */
  public static final int TURN_END = 98;

  /** Opens the reasoning. */
  public static final int THINK = 99;

  /** Closes the reasoning. */
  public static final int END_THINK = 100;

  /** Counts the tokens. */
  public static final int SIZE = 101;

  /** Lists the added tokens, in the order of their ids. */
  static final List<String> ADDED =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>");

  private static final char FIRST = ' ';
  private static final char LAST = '~';

  private Vocabulary() {}

  /** Returns the id of a plain character. */
  static int id(char character) {
    if (character == '\n') {
      return 0;
    }
    if (character < FIRST || character > LAST) {
      throw new IllegalArgumentException(
          "Cannot encode character " + (int) character + ": not newline or printable ASCII");
    }
    return character - FIRST + 1;
  }

  /** Returns the text of a token. */
  static String text(int id) {
    if (id >= END_OF_TEXT) {
      return ADDED.get(id - END_OF_TEXT);
    }
    return String.valueOf(id == 0 ? '\n' : (char) (FIRST + id - 1));
  }

  /** Returns the ids of a text without added tokens. */
  static int[] encode(String text) {
    return text.chars().map(character -> id((char) character)).toArray();
  }

  /** Returns the text of a run of tokens, added tokens spelled out. */
  static String decode(List<Integer> ids) {
    StringBuilder text = new StringBuilder();
    ids.forEach(id -> text.append(text(id)));
    return text.toString();
  }
}
