package org.alphagrid.eval.grade.extractor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.grade.text.ChoiceLetter;

/**
 * Finds what a text says about its choice: after "answer is", "correct option:", "I would pick", on
 * the same line or the next, or before "is the correct answer".
 */
final class ChoicePhrase {
  private static final Pattern BEFORE =
      Pattern.compile(
          "\\b(?:answer|ans|solution|option|choice|letter|alternative)[*_\"']{0,3}"
              + "(?:\\s(?:here|to|the|this|question|problem|of|for|then|thus|therefore)\\b){0,4}\\s{0,4}"
              + "(?:(?:is|(?:must|should|would|will|has to|seems to|appears to)(?:\\s\\w{1,12})? be)\\b|[:=])"
              + "[*_\"']{0,3}\\s{0,4}:?[*_]{0,2}"
              + "|\\b(?:choose|select|pick|it is|it's)\\b(?=\\s(?:option\\s|choice\\s)?[(*]{0,3}[A-J]\\b)"
              + "|\\bI\\s(?:(?:would|will|'d|'ll)\\s)?(?:pick|choose|select|go with|answer|say)\\b:?"
              + "|\\bI'(?:d|ll)\\s(?:pick|choose|select|go with|answer|say)\\b:?"
              + "|\u7b54\u6848\\s?(?:\u662f|\u4e3a|\uff1a|:)|\u6545\u9009|\u9009\u62e9",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AFTER =
      Pattern.compile(
          "(?:\\b(?:option|choice|answer|statement)\\s{1,4})?[*]{0,2}(?:\\([A-Ja-j]\\)|\\b[A-J]\\b)[*]{0,2}\\s{1,4}is\\s{1,4}"
              + "(?:therefore\\s|thus\\s|clearly\\s|indeed\\s)?(?:the\\s{1,4})?(?:most\\s|best\\s)?"
              + "(?:correct|right|best|answer|true)\\b");
  private static final Pattern OPEN_BEFORE =
      Pattern.compile(
          "(?:\\b(?:or|and|nor|not|if|whether|than|that|neither|either|say|unless)|[,/&])\\s*(?:option\\s|choice\\s)?[(*]*$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WRONG_BEFORE =
      Pattern.compile(
          "\\b(?:wrong|incorrect|false|bad|worst|not|if|whether|unless|or|either|eliminate)\\s+(?:the\\s+)?$",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WITHDRAWN =
      Pattern.compile(
          "[\\s:*]*(?:not|n't|wrong|incorrect|unclear|unknown|none|neither|either|both|false)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final int LOOK_BACK = 24;
  private static final int MOST_STATEMENTS = 20;

  private ChoicePhrase() {}

  /** Returns the last statement that names one letter, unless a later one takes it back. */
  static Optional<String> letter(String answer) {
    for (int start : statements(answer)) {
      String text = lineFrom(answer, start);
      Optional<ChoiceLetter> letter = ChoiceLetter.parse(text);
      if (letter.isPresent() && letter.get().clear()) {
        return Optional.of(text.strip());
      }
      if (letter.isPresent() || WITHDRAWN.matcher(text).lookingAt()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Returns where statements start, the last of them first. */
  private static List<Integer> statements(String answer) {
    Deque<Integer> last = new ArrayDeque<>();
    Matcher before = BEFORE.matcher(answer);
    while (before.find()) {
      if (!open(answer, before.start(), WRONG_BEFORE)) {
        keep(last, before.end());
      }
    }
    List<Integer> starts = new ArrayList<>(last);
    last.clear();
    Matcher after = AFTER.matcher(answer);
    while (after.find()) {
      if (!open(answer, after.start(), OPEN_BEFORE)) {
        keep(last, after.start());
      }
    }
    starts.addAll(last);
    starts.sort(Comparator.reverseOrder());
    return starts;
  }

  private static boolean open(String answer, int start, Pattern before) {
    return before.matcher(answer.substring(Math.max(0, start - LOOK_BACK), start)).find();
  }

  private static void keep(Deque<Integer> last, int start) {
    last.add(start);
    if (last.size() > MOST_STATEMENTS) {
      last.removeFirst();
    }
  }

  /** Returns the rest of a line, or the next line that says something if nothing is left of it. */
  private static String lineFrom(String text, int from) {
    int start = from;
    while (start < text.length() && blankOrBold(text.charAt(start))) {
      start++;
    }
    int end = text.indexOf('\n', start);
    return text.substring(start, end < 0 ? text.length() : end);
  }

  private static boolean blankOrBold(char c) {
    return Character.isWhitespace(c) || c == '*';
  }
}
