package org.alphagrid.eval.grade.text;

import java.util.Arrays;
import java.util.Optional;

/**
 * Finds the content of the last complete box, in one pass.
 *
 * <p>A box is {@code \boxed} or {@code \fbox}, blanks, and a group in balanced braces; escaped
 * braces count as text. The box that closes last wins, so of nested boxes the outer one does. A box
 * that never closes is no answer, and the last complete one before it stands. A box that holds
 * nothing but a box is unwrapped. {@code \boxed 5} without braces is not read: TeX would box one
 * character.
 */
public final class LastBoxedAnswer {
  private static final String[] MACROS = {"\\boxed", "\\fbox"};
  private static final int NOT_A_BOX = -1;

  // Each level reads the content once more.
  private static final int MOST_UNWRAPPED = 8;

  private final String text;
  private int[] openings = new int[16];
  private int depth;
  private int start = NOT_A_BOX;
  private int end;

  private LastBoxedAnswer(String text) {
    this.text = text;
  }

  /** Returns the content, trimmed, if there is a complete box. */
  public static Optional<String> in(String text) {
    LastBoxedAnswer box = new LastBoxedAnswer(text);
    box.scan();
    return box.start == NOT_A_BOX
        ? Optional.empty()
        : Optional.of(unwrap(text.substring(box.start, box.end)));
  }

  private void scan() {
    int at = 0;
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> at = macro(at);
        case '{' -> {
          open(NOT_A_BOX);
          at++;
        }
        case '}' -> {
          close(at);
          at++;
        }
        default -> at++;
      }
    }
  }

  /** Handles a backslash and returns where to go on. */
  private int macro(int at) {
    int brace = boxBrace(text, at);
    if (brace >= 0) {
      open(brace + 1);
      return brace + 1;
    }
    // Doubled by an escaping layer, the second backslash may still start a box.
    return boxBrace(text, at + 1) >= 0 ? at + 1 : at + 2;
  }

  /** Returns the position of the brace that opens a box whose macro starts here, or -1. */
  private static int boxBrace(String text, int at) {
    for (String macro : MACROS) {
      if (text.startsWith(macro, at)) {
        int brace = at + macro.length();
        while (brace < text.length() && Character.isWhitespace(text.charAt(brace))) {
          brace++;
        }
        return brace < text.length() && text.charAt(brace) == '{' ? brace : -1;
      }
    }
    return -1;
  }

  private void open(int contentStart) {
    if (depth == openings.length) {
      openings = Arrays.copyOf(openings, depth * 2);
    }
    openings[depth++] = contentStart;
  }

  private void close(int at) {
    if (depth > 0 && openings[--depth] != NOT_A_BOX) {
      start = openings[depth];
      end = at;
    }
  }

  private static String unwrap(String content) {
    int from = 0;
    int to = content.length();
    for (int level = 0; ; level++) {
      while (from < to && Character.isWhitespace(content.charAt(from))) {
        from++;
      }
      while (to > from && Character.isWhitespace(content.charAt(to - 1))) {
        to--;
      }
      int brace = boxBrace(content, from);
      if (level == MOST_UNWRAPPED || brace < 0 || !closesAt(content, brace, to - 1)) {
        return content.substring(from, to);
      }
      from = brace + 1;
      to--;
    }
  }

  /** Returns whether the group that opens at a brace closes at {@code last} and not before. */
  private static boolean closesAt(String text, int brace, int last) {
    int depth = 0;
    for (int i = brace; i <= last; i++) {
      char c = text.charAt(i);
      if (c == '\\' && boxBrace(text, i) < 0 && boxBrace(text, i + 1) < 0) {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i == last;
      }
    }
    return false;
  }
}
