package org.alphagrid.eval.grade.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a letter A to J that names an option, as people and models write it: alone, in brackets or
 * in a font, after words such as "the answer is option", before the option's text or before a
 * reason: {@code B}, {@code (B)}, {@code \text{(C) 16.9\%}}, {@code **B** - The nucleus}, {@code
 * Option b}, {@code B because it moves}.
 *
 * <p>Letters of prose and of formulas name none ({@code A man}, {@code E = mc^2}, {@code C, N, O}),
 * nor does what is left open or denied ({@code A or B}, {@code B is wrong}).
 *
 * @param text what follows the letter; empty if nothing does
 * @param clear whether the letter alone decides; if not, it does only before its own option's text
 */
public record ChoiceLetter(char letter, String text, boolean clear) {
  private static final int MOST_CHARACTERS = 2000;

  private static final Pattern LEAD =
      Pattern.compile(
          "[#>\u2022\u2192\u2705\u2714\\s]*(?:(?:so|thus|hence|therefore|and|the|my|our|its?|final|correct|best|right|most|likely|probably"
              + "|clearly|definitely|indeed|answer|ans|solution|option|choice|letter|alternative|choose|select|pick|it's|is|must be|should be"
              + "|would be|will be)(?![\\p{L}\\p{N}])[,:=]?\\s*|[:=\u2192]\\s*)*",
          Pattern.CASE_INSENSITIVE);
  // "the answer A" says as little as "the man A".
  private static final Pattern CUT_OFF =
      Pattern.compile(
          "(?i).*\\b(?:and|the|my|our|its?|final|correct|best|right|most|answer)\\s*",
          Pattern.DOTALL);
  private static final Pattern LETTER =
      Pattern.compile(
          "(?:[(<]\\s?([A-Ja-j])\\s?[)>]|\\[\\s?([A-Ja-j])\\s?\\]|\\{\\s?([A-Ja-j])\\s?\\}"
              + "|([A-Ja-j])(?![\\p{L}\\p{N}_^']))");
  // "B)" or "B." or "B:", then what is said about it.
  private static final Pattern MARK =
      Pattern.compile("\\s?[)\\]]+[.:,]?\\s*|[.!](?=\\s|$)\\s*|\\s?:\\s*|\n|\\s?\u2014\\s?");
  private static final Pattern WEAK_MARK = Pattern.compile("[,;]\\s+|\\s-+\\s|\\s(?=\\()");
  private static final Pattern REASON =
      Pattern.compile(
          "(?:and not|but not|not|rather than|instead of|because|since|as|due to|for|given|based on|which|where|with|from|in|by|so|after)\\b"
              + "|(?:is|was)\\s(?:indeed |therefore |clearly |the |most |likely )*"
              + "(?:correct|right|best|true|answer)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern OPEN =
      Pattern.compile(
          "[\\s,;(/&-]*(?:(?:or|nor|and/or|vs|versus|but(?! not)|maybe|perhaps|possibly|unless|if)\\b|\\?)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern DENIED =
      Pattern.compile(
          "(?:(?:is|was|are|would be|can|could|cannot|can)[\\s']*)?"
              + "(?:not|n't|wrong|incorrect|false|unlikely|impossible|cannot|isn't|can't)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ANOTHER =
      Pattern.compile(
          "(?:and\\s|&|/|\\+|,)?\\s*(?:option\\s|choice\\s)?[(\\[]?([A-Z])[)\\]]?"
              + "(?:$|[,.;:/&+]|\\s(?:and|or|&)\\b).*",
          Pattern.DOTALL);
  private static final Pattern LATER_ANOTHER =
      Pattern.compile(
          "\\b(?:or|and)\\s+(?:option\\s+|choice\\s+)?(?:[(\\[][A-J][)\\]]|[A-J](?:\\)|$))");
  // What follows speaks of the options that were not chosen.
  private static final Pattern BARRED =
      Pattern.compile(
          "(?:and |but )?(?:not|rather than|instead of) (?!correct|right|true|the\\b|sure)");
  private static final Pattern WORD = Pattern.compile("\\p{L}{3}");
  private static final Pattern OPERATOR =
      Pattern.compile("\\s*(?:[=+*/^_'<>|!]|\\\\(?!frac|sqrt|[%$]))");

  /** Returns the letter that all of the text names, if it names one. */
  public static Optional<ChoiceLetter> parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    String plain = PlainText.of(text);
    Matcher lead = LEAD.matcher(plain);
    int start = lead.lookingAt() ? lead.end() : 0;
    if (CUT_OFF.matcher(plain.substring(0, start)).matches()) {
      return Optional.empty();
    }
    Matcher letter = LETTER.matcher(plain).region(start, plain.length()).useTransparentBounds(true);
    return letter.lookingAt()
        ? read(letter, plain.substring(letter.end()), start > 0)
        : Optional.empty();
  }

  private static Optional<ChoiceLetter> read(Matcher form, String rest, boolean led) {
    boolean bare = form.group(4) != null;
    char written = letter(form);
    char letter = Character.toUpperCase(written);
    if (rest.isBlank()) {
      return Optional.of(new ChoiceLetter(letter, "", true));
    }
    if (OPEN.matcher(rest).lookingAt()) {
      return Optional.empty();
    }
    Matcher mark = MARK.matcher(rest);
    Matcher weak = WEAK_MARK.matcher(rest);
    if (mark.lookingAt()) {
      return Optional.of(said(letter, rest.substring(mark.end()), true));
    } else if (bare && weak.lookingAt()) {
      String text = rest.substring(weak.end()).strip();
      // "A - x" may be a formula and "I, for one" is prose.
      boolean clear = WORD.matcher(text).find() && written != 'I' && written != 'i';
      return Optional.of(said(letter, text, clear));
    } else if (!bare) {
      return OPERATOR.matcher(rest).lookingAt()
          ? Optional.empty()
          : Optional.of(said(letter, rest, true));
    }
    return unmarked(written, rest, led);
  }

  private static Optional<ChoiceLetter> unmarked(char written, String rest, boolean led) {
    char letter = Character.toUpperCase(written);
    String text = rest.strip();
    if (!Character.isWhitespace(rest.charAt(0)) || OPERATOR.matcher(rest).lookingAt()) {
      return Optional.empty();
    }
    boolean reason = letter != 'I' && REASON.matcher(text).lookingAt();
    boolean capital = Character.isUpperCase(written);
    return Optional.of(said(letter, text, reason && (capital || led)));
  }

  /** Returns the letter; no clear one where another letter or a denial follows. */
  private static ChoiceLetter said(char letter, String rest, boolean clear) {
    String text = rest.strip();
    Matcher another = ANOTHER.matcher(text);
    boolean two = another.matches() && another.group(1).charAt(0) != letter;
    boolean open =
        two
            || OPEN.matcher(text).lookingAt()
            || DENIED.matcher(text).lookingAt() && !BARRED.matcher(text).lookingAt()
            || LATER_ANOTHER.matcher(firstSentence(text)).find()
                && !BARRED.matcher(text).lookingAt();
    return new ChoiceLetter(letter, text, clear && !open);
  }

  /** Returns the text up to the end of its first sentence or line. */
  public static String firstSentence(String text) {
    int line = text.indexOf('\n');
    String first = line < 0 ? text : text.substring(0, line);
    int stop = first.indexOf(". ");
    return (stop < 0 ? first : first.substring(0, stop)).strip();
  }

  private static char letter(Matcher form) {
    for (int group = 1; group <= 4; group++) {
      if (form.group(group) != null) {
        return form.group(group).charAt(0);
      }
    }
    throw new IllegalStateException("Cannot happen: a form has a letter");
  }
}
