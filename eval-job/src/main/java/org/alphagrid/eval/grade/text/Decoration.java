package org.alphagrid.eval.grade.text;

/** Removes typesetting around an answer, which says nothing about its value. */
final class Decoration {
  private static final String[][] PAIRS = {
    {"$$", "$$"},
    {"$", "$"},
    {"\\(", "\\)"},
    {"\\[", "\\]"},
    {"\\text{", "}"},
    {"\\textbf{", "}"},
    {"\\mathrm{", "}"},
    {"\\mathbf{", "}"},
    {"**", "**"},
  };

  // Each level copies the text once.
  private static final int MOST_LEVELS = 8;

  private Decoration() {}

  /** Returns the text without surrounding blanks, math delimiters, font macros and bold marks. */
  static String strip(String text) {
    String stripped = text.strip();
    for (int level = 0; level < MOST_LEVELS; level++) {
      String inner = stripOnce(stripped);
      if (inner.length() == stripped.length()) {
        break;
      }
      stripped = inner;
    }
    return stripped;
  }

  private static String stripOnce(String text) {
    for (String[] pair : PAIRS) {
      if (text.length() >= pair[0].length() + pair[1].length()
          && text.startsWith(pair[0])
          && text.endsWith(pair[1])) {
        return text.substring(pair[0].length(), text.length() - pair[1].length()).strip();
      }
    }
    return text;
  }
}
