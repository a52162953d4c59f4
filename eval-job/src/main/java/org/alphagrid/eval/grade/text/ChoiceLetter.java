package org.alphagrid.eval.grade.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a capital letter A to J that names an option, alone or followed by the option's text:
 * {@code B}, {@code (B)}, {@code [B]}, {@code B.}, {@code B:}, {@code \text{B}}, {@code **B**},
 * {@code B) 57}. A letter and a text need a mark between them, so {@code E = mc^2} and {@code A or
 * B} name none.
 *
 * @param text what follows the letter; empty if nothing does
 */
public record ChoiceLetter(char letter, String text) {
  private static final int MOST_CHARACTERS = 2000;
  private static final Pattern FONT =
      Pattern.compile("\\\\(?:text|textbf|textrm|mathrm|mathbf)\\{([^{}]*)\\}");
  private static final Pattern MARKS = Pattern.compile("\\*\\*|\\$|\\\\[()\\[\\]]");
  private static final Pattern FORM =
      Pattern.compile("(?:\\(([A-J])\\)|\\[([A-J])\\]|([A-J]))([.:)]?)\\s*(.*+)");
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  public static Optional<ChoiceLetter> parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    Matcher form = FORM.matcher(plain(text));
    if (!form.matches()) {
      return Optional.empty();
    }
    String rest = form.group(5);
    boolean bare = form.group(3) != null && form.group(4).isEmpty();
    return bare && !rest.isEmpty()
        ? Optional.empty()
        : Optional.of(new ChoiceLetter(letter(form), rest));
  }

  /** Text without typesetting, with single blanks and without a final full stop. */
  public static String plain(String text) {
    String plain = FONT.matcher(text).replaceAll("$1");
    plain = MARKS.matcher(plain).replaceAll("");
    plain = BLANKS.matcher(plain).replaceAll(" ").strip();
    return plain.endsWith(".") ? plain.substring(0, plain.length() - 1).stripTrailing() : plain;
  }

  private static char letter(Matcher form) {
    for (int group = 1; group <= 3; group++) {
      if (form.group(group) != null) {
        return form.group(group).charAt(0);
      }
    }
    throw new IllegalStateException("Cannot happen: a form has a letter");
  }
}
