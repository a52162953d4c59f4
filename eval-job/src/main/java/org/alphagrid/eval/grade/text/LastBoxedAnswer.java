package org.alphagrid.eval.grade.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the content of the last complete box, in one pass.
 *
 * <p>A box is {@code \boxed} or {@code \fbox}, blanks, and a group in balanced braces; escaped
 * braces count as text. The box that closes last wins, so of nested boxes the outer one does. A box
 * that never closes is no answer, and the last complete one before it stands. A box that holds
 * nothing but a box is unwrapped. Without braces, a number or a letter that stands alone is in the
 * box: {@code \boxed 5}.
 *
 * <p>An answer of several values may be split over several boxes, with nothing but commas, {@code
 * and}, {@code or} and names such as {@code y =} between them; {@link #allIn} then takes all of
 * them.
 */
public final class LastBoxedAnswer {
  private static final String[] MACROS = {"\\boxed", "\\fbox"};
  private static final int NOT_A_BOX = -1;

  // Each level reads the content once more.
  private static final int MOST_UNWRAPPED = 8;
  private static final int MOST_BETWEEN = 60;

  private static final Pattern BARE =
      Pattern.compile("\\s{0,8}([-\u2212]?\\d+(?:[.,]\\d+)*|(?<=\\s)[A-Za-z](?![A-Za-z]))");
  private static final String NAME = "(?:[A-Za-z](?:_\\{?\\w{1,3}\\}?)?\\s*=\\s*)?";
  private static final String LAYOUT = "(?:[\\s$~]|\\\\[()\\[\\],;! ]|\\\\q?quad\\b)*";
  private static final Pattern BETWEEN =
      Pattern.compile(
          LAYOUT
              + "(?:[,;]|(?:[,;]"
              + LAYOUT
              + ")?(?:and|or|\\\\text\\{\\s*,?\\s*(?:and|or)\\s*\\}))"
              + LAYOUT
              + NAME
              + LAYOUT);
  private static final Pattern NAME_BEFORE =
      Pattern.compile("(?<![A-Za-z0-9_+*/^\\\\-])([A-Za-z](?:_\\{?\\w{1,3}\\}?)?\\s*=\\s*)$");

  private final String text;
  private int[] macros = new int[16];
  private int[] openings = new int[16];
  private int depth;
  private final Deque<Box> boxes = new ArrayDeque<>();

  /** Holds where a box starts, where its content stands, and where it ends. */
  private record Box(int from, int start, int end, int to) {}

  private LastBoxedAnswer(String text) {
    this.text = text;
  }

  /** Returns the content, trimmed, if there is a complete box. */
  public static Optional<String> in(String text) {
    return Optional.ofNullable(boxes(text).peekLast())
        .map(last -> unwrap(text.substring(last.start(), last.end())));
  }

  /**
   * Returns the content of the last box, or, if boxes before it belong to the same answer, the text
   * from the first of them to the end of the last, boxes and all.
   */
  public static Optional<String> allIn(String text) {
    Deque<Box> boxes = boxes(text);
    if (boxes.isEmpty()) {
      return Optional.empty();
    }
    Box last = boxes.removeLast();
    Box first = last;
    while (!boxes.isEmpty() && joined(text, boxes.peekLast(), first)) {
      first = boxes.removeLast();
    }
    if (first == last) {
      return Optional.of(unwrap(text.substring(last.start(), last.end())));
    }
    return Optional.of(text.substring(nameStart(text, first.from()), last.to()));
  }

  private static boolean joined(String text, Box one, Box next) {
    return next.from() - one.to() <= MOST_BETWEEN
        && BETWEEN.matcher(text.substring(one.to(), next.from())).matches();
  }

  private static int nameStart(String text, int from) {
    int start = Math.max(0, from - MOST_BETWEEN);
    Matcher name = NAME_BEFORE.matcher(text.substring(start, from));
    return name.find() ? start + name.start(1) : from;
  }

  private static Deque<Box> boxes(String text) {
    LastBoxedAnswer scan = new LastBoxedAnswer(text);
    scan.scan();
    return scan.boxes;
  }

  private void scan() {
    int at = 0;
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '\\' -> at = macro(at);
        case '{' -> {
          open(NOT_A_BOX, at);
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
      open(at, brace + 1);
      return brace + 1;
    }
    int name = macroEnd(text, at);
    Matcher bare = BARE.matcher(text).useTransparentBounds(true);
    if (name >= 0 && bare.region(name, text.length()).lookingAt()) {
      add(new Box(at, bare.start(1), bare.end(1), bare.end(1)));
      return bare.end();
    }
    // Doubled by an escaping layer, the second backslash may still start a box.
    return boxBrace(text, at + 1) >= 0 ? at + 1 : at + 2;
  }

  private static int macroEnd(String text, int at) {
    for (String macro : MACROS) {
      if (text.startsWith(macro, at)) {
        return at + macro.length();
      }
    }
    return -1;
  }

  /** Returns the position of the brace that opens a box whose macro starts here, or -1. */
  private static int boxBrace(String text, int at) {
    int brace = macroEnd(text, at);
    if (brace < 0) {
      return -1;
    }
    while (brace < text.length() && Character.isWhitespace(text.charAt(brace))) {
      brace++;
    }
    return brace < text.length() && text.charAt(brace) == '{' ? brace : -1;
  }

  private void open(int macro, int contentStart) {
    if (depth == openings.length) {
      macros = Arrays.copyOf(macros, depth * 2);
      openings = Arrays.copyOf(openings, depth * 2);
    }
    macros[depth] = macro;
    openings[depth++] = contentStart;
  }

  private void close(int at) {
    if (depth > 0 && macros[--depth] != NOT_A_BOX) {
      add(new Box(macros[depth], openings[depth], at, at + 1));
    }
  }

  private void add(Box box) {
    while (!boxes.isEmpty() && boxes.peekLast().from() > box.from()) {
      boxes.removeLast();
    }
    boxes.add(box);
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
