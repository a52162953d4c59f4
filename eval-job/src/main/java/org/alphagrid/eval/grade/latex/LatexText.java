package org.alphagrid.eval.grade.latex;

/** Writes an answer as LaTeX only: no Unicode signs, no Markdown, no quotation marks around it. */
final class LatexText {
  private LatexText() {}

  /** Returns the text with Unicode signs as LaTeX. */
  static String of(String answer) {
    StringBuilder latex = new StringBuilder(answer.length() + 16);
    for (int i = 0; i < answer.length(); i++) {
      char c = answer.charAt(i);
      String replacement = Notation.UNICODE.get(c);
      if (replacement == null) {
        latex.append(c);
      } else {
        latex.append(replacement);
      }
    }
    return unmarked(latex.toString().replace("{:}", ":").replace("{}", "").replace('`', ' '));
  }

  /** Returns the text without marks of bold type and quotation; one {@code **} alone is a power. */
  private static String unmarked(String latex) {
    int stars = latex.indexOf("**");
    boolean power = stars > 0 && latex.indexOf("**", stars + 2) < 0;
    String plain = latex.replace("**", power ? "^" : " ").strip();
    boolean quoted =
        plain.length() > 2
            && "*\"'".indexOf(plain.charAt(0)) >= 0
            && plain.charAt(0) == plain.charAt(plain.length() - 1);
    return quoted ? plain.substring(1, plain.length() - 1) : plain;
  }
}
