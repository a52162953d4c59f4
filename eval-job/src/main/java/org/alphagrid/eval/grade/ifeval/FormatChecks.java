package org.alphagrid.eval.grade.ifeval;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks instructions about marks in the answer that a program can find. */
final class FormatChecks {
  private static final List<String> CONSTRAINED =
      List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\[[^\\[\\]\\n]+\\]");
  private static final Pattern BULLET =
      Pattern.compile("(?m)^[ \\t]*(?:\\*(?!\\*)|-(?!-))[^\\n]*$");
  private static final Pattern HIGHLIGHT =
      Pattern.compile("\\*\\*([^\\n*]*)\\*\\*|\\*([^\\n*]*)\\*");
  private static final Pattern TITLE = Pattern.compile("<<([^\\n]*?)>>");
  private static final Pattern FENCE =
      Pattern.compile("^```(?:json)?\\s*|\\s*```$", Pattern.CASE_INSENSITIVE);
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private FormatChecks() {}

  /** Checks for at least so many texts in square brackets. */
  static Check placeholders(int number) {
    return answer -> PLACEHOLDER.matcher(answer).results().count() >= number;
  }

  /** Checks for a line or sentence that starts with P.S. or P.P.S, as the marker says. */
  static Check postscript(String marker) {
    String plain = marker.strip().toLowerCase(Locale.ROOT);
    String pattern =
        switch (plain) {
          case "p.s.", "p.s" -> "(?<![\\p{L}.])p\\.\\s?s\\.";
          case "p.p.s", "p.p.s." -> "(?<![\\p{L}.])p\\.\\s?p\\.\\s?s";
          default -> Pattern.quote(plain);
        };
    Pattern found = Pattern.compile(pattern);
    return answer -> found.matcher(answer.toLowerCase(Locale.ROOT)).find();
  }

  /** Checks for exactly so many lines that start with a bullet of Markdown. */
  static Check bullets(int number) {
    return answer -> BULLET.matcher(answer).results().count() == number;
  }

  /** Checks for one of the three sentences offered. */
  static Check constrained() {
    return answer -> CONSTRAINED.stream().anyMatch(answer::contains);
  }

  /** Checks for at least so many parts in one or two asterisks, none of them empty. */
  static Check highlights(int number) {
    return answer -> {
      Matcher part = HIGHLIGHT.matcher(answer);
      int count = 0;
      while (part.find()) {
        String text = part.group(1) == null ? part.group(2) : part.group(1);
        count += text.isBlank() ? 0 : 1;
      }
      return count >= number;
    };
  }

  /** Checks for at least so many sections, each opened by a word and a number. */
  static Check sections(String word, int number) {
    Pattern opening = Pattern.compile(Pattern.quote(word.strip()) + "\\s?\\d+");
    return answer -> opening.matcher(answer).results().count() >= number;
  }

  /** Checks that all of the answer is one JSON value, in a fence or not. */
  static Check json() {
    return answer -> {
      try {
        String bare = FENCE.matcher(answer.strip()).replaceAll("");
        return !bare.isBlank() && !JSON.readTree(bare).isMissingNode();
      } catch (JacksonException e) {
        return false;
      }
    };
  }

  /** Checks for a title in double angle brackets. */
  static Check title() {
    return answer ->
        TITLE
            .matcher(answer)
            .results()
            .anyMatch(match -> !match.group(1).replace('<', ' ').isBlank());
  }

  /** Checks that there is no comma. */
  static Check noComma() {
    return answer -> answer.indexOf(',') < 0;
  }
}
