package org.alphagrid.eval.grade.ifeval;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts sentences: a full stop, exclamation or question mark before a blank ends one, unless the
 * stop belongs to an abbreviation, an initial or the number of a list item, which starts a new one.
 * After an ellipsis or an abbreviation that may end a sentence, a small letter goes on with it. A
 * title, heading or bullet without a mark of its own belongs to the sentence that follows. The
 * danda and the full stop of other scripts end a sentence, too.
 */
final class Sentences {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "sr", "vs", "e.g", "i.e", "cf", "fig", "vol",
          "gen", "col", "sgt", "capt", "lt", "rev", "hon", "approx", "dept", "est", "p.s", "p.p.s");
  // These may also be the last word of a sentence.
  private static final Set<String> ENDING =
      Set.of("jr", "inc", "ltd", "co", "u.s", "u.k", "a.m", "p.m", "ph.d", "etc", "d.c", "b.c");
  private static final Pattern END =
      Pattern.compile("[.!?]+[)\\]\"'\u2019\u201d*_]*(?=\\s|$)|[\u3002\uff01\uff1f\u0964\u06d4]");
  private static final Pattern ITEM = Pattern.compile("(?m)^[\\s*_#>-]*\\d{1,3}[.)][*_]*(?=\\s)");

  private Sentences() {}

  static int count(String text) {
    int count = 0;
    int start = 0;
    Matcher item = ITEM.matcher(text);
    while (item.find()) {
      count += countIn(text.substring(start, item.start()));
      start = item.end();
    }
    return count + countIn(text.substring(start));
  }

  private static int countIn(String block) {
    Matcher end = END.matcher(block);
    int count = 0;
    int start = 0;
    while (end.find()) {
      if (says(block, start, end.end()) && ends(block, start, end)) {
        count++;
        start = end.end();
      }
    }
    return says(block, start, block.length()) ? count + 1 : count;
  }

  private static boolean says(String text, int from, int to) {
    return text.substring(from, to).codePoints().anyMatch(Character::isLetterOrDigit);
  }

  private static boolean ends(String block, int start, Matcher end) {
    if (block.charAt(end.start()) != '.') {
      return true;
    }
    if (end.group().startsWith("..")) {
      return !goesOn(block, end.end(), Character::isLowerCase);
    }
    String word = wordBefore(block, start, end.start());
    String small = word.toLowerCase(Locale.ROOT);
    boolean initial =
        word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
    if (initial || ABBREVIATIONS.contains(small)) {
      return false;
    }
    boolean numbered = small.equals("no") && goesOn(block, end.end(), Character::isDigit);
    boolean open = ENDING.contains(small) && goesOn(block, end.end(), Character::isLowerCase);
    return !numbered && !open;
  }

  private static String wordBefore(String block, int start, int end) {
    int from = end;
    while (from > start
        && (Character.isLetterOrDigit(block.charAt(from - 1)) || inner(block, from - 1, end))) {
      from--;
    }
    return block.substring(from, end);
  }

  // The points inside "e.g".
  private static boolean inner(String block, int at, int end) {
    return block.charAt(at) == '.' && at + 1 < end;
  }

  private static boolean goesOn(String block, int at, IntPredicate kind) {
    int next = at;
    while (next < block.length() && Character.isWhitespace(block.charAt(next))) {
      next++;
    }
    return next < block.length() && kind.test(block.charAt(next));
  }
}
