package org.alphagrid.eval.grade.ifeval;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts sentences: a full stop, exclamation or question mark ends one when a blank and no small
 * letter follows, unless it belongs to an abbreviation, an initial or the number of a list item. A
 * blank line ends one too, and so does the danda or full stop of other scripts.
 */
final class Sentences {
  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "e.g", "i.e", "cf", "fig", "no",
          "vol", "inc", "ltd", "co", "gen", "col", "sgt", "capt", "lt", "rev", "hon", "approx",
          "dept", "est", "u.s", "u.k", "a.m", "p.m", "ph.d", "p.s", "p.p.s", "etc");
  private static final Pattern END =
      Pattern.compile("[.!?]+[)\\]\"'\u2019\u201d*_]*(?=\\s|$)|[\u3002\uff01\uff1f\u0964\u06d4]");
  private static final Pattern BLANK_LINE = Pattern.compile("\\n[ \\t\\r]*\\n");

  private Sentences() {}

  static int count(String text) {
    int count = 0;
    for (String block : BLANK_LINE.split(text)) {
      count += countIn(block);
    }
    return count;
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
    if (block.charAt(end.start()) != '.' || end.group().startsWith("..")) {
      return end.group().startsWith("..") ? !smallLetterFollows(block, end.end()) : true;
    }
    String word = wordBefore(block, start, end.start());
    boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0));
    boolean item =
        word.chars().allMatch(Character::isDigit)
            && block.substring(start, end.start()).strip().equals(word);
    boolean abbreviation = ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    return !initial && !item && !abbreviation && !smallLetterFollows(block, end.end());
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

  private static boolean smallLetterFollows(String block, int at) {
    int next = at;
    while (next < block.length() && Character.isWhitespace(block.charAt(next))) {
      next++;
    }
    return next < block.length() && Character.isLowerCase(block.charAt(next));
  }
}
