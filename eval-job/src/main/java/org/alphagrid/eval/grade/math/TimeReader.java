package org.alphagrid.eval.grade.math;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alphagrid.eval.grade.latex.MathToken;

/** Reads times of day: {@code 3:30 PM}, {@code 12:00}, {@code 5 p.m.}. */
final class TimeReader {
  private TimeReader() {}

  /** Returns the time these tokens say, or null. */
  static Answer.Time read(List<MathToken> tokens) {
    List<Integer> digits = new ArrayList<>();
    int at = 0;
    while (at < tokens.size() && clockNumber(tokens.get(at), digits.isEmpty())) {
      digits.add(Integer.valueOf(tokens.get(at).text()));
      at++;
      if (at < tokens.size() && tokens.get(at).is(":")) {
        at++;
      } else {
        break;
      }
    }
    boolean complete = at > 0 && !tokens.get(at - 1).is(":") && digits.size() <= 3;
    String half = complete ? half(tokens.subList(at, tokens.size())) : null;
    boolean time = half != null && digits.size() + half.length() > 1;
    return time && digits.get(0) <= 24 ? new Answer.Time(digits, half) : null;
  }

  private static boolean clockNumber(MathToken token, boolean hour) {
    boolean two = token.text().length() == 2;
    return token.number()
        && token.text().chars().allMatch(Character::isDigit)
        && (two || hour && token.text().length() == 1)
        && (hour || Integer.parseInt(token.text()) < 60);
  }

  /**
   * Returns {@code am}, {@code pm}, or empty where nothing is left; null where anything else is.
   */
  private static String half(List<MathToken> tokens) {
    if (tokens.size() > 4) {
      return null;
    }
    StringBuilder letters = new StringBuilder();
    tokens.forEach(token -> letters.append(token.text()));
    String half = letters.toString().toLowerCase(Locale.ROOT).replaceAll("[.\\s]", "");
    return half.equals("am") || half.equals("pm") || half.isEmpty() ? half : null;
  }

  /** Returns whether two are the same time; where one does not say which half, either will do. */
  static boolean same(Answer.Time one, Answer.Time other) {
    boolean said = !one.half().isEmpty() && !other.half().isEmpty();
    return said || one.half().equals(other.half())
        ? minutes(one) == minutes(other) && one.half().equals(other.half())
        : minutes(one) == minutes(other) || afternoon(one) == afternoon(other);
  }

  private static int minutes(Answer.Time time) {
    int seconds = 0;
    for (int i = 0; i < 3; i++) {
      seconds = 60 * seconds + (i < time.digits().size() ? time.digits().get(i) : 0);
    }
    return seconds;
  }

  /** Returns the time on a clock of 24 hours. */
  private static int afternoon(Answer.Time time) {
    int hour = time.digits().get(0);
    boolean later = time.half().equals("pm") && hour < 12;
    return minutes(time) + (later ? 12 * 3600 : 0);
  }
}
