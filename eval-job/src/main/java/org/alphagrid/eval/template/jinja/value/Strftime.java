package org.alphagrid.eval.template.jinja.value;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** C's {@code strftime} in the C locale, for the directives that templates use. */
public final class Strftime {
  private static final Map<Character, String> PATTERNS =
      Map.ofEntries(
          Map.entry('Y', "yyyy"),
          Map.entry('y', "yy"),
          Map.entry('m', "MM"),
          Map.entry('d', "dd"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('M', "mm"),
          Map.entry('S', "ss"),
          Map.entry('B', "MMMM"),
          Map.entry('b', "MMM"),
          Map.entry('A', "EEEE"),
          Map.entry('a', "EEE"),
          Map.entry('p', "a"),
          Map.entry('j', "DDD"),
          Map.entry('F', "yyyy-MM-dd"),
          Map.entry('T', "HH:mm:ss"));

  private Strftime() {}

  public static String format(String format, LocalDateTime time) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      if (c == '%') {
        text.append(directive(at + 1 < format.length() ? format.charAt(at + 1) : ' ', time));
        at += 2;
      } else {
        text.append(c);
        at++;
      }
    }
    return text.toString();
  }

  private static String directive(char directive, LocalDateTime time) {
    if (directive == '%') {
      return "%";
    }
    String pattern = PATTERNS.get(directive);
    if (pattern == null) {
      throw TemplateException.unsupported("the date directive '%" + directive + "'");
    }
    // Locale.ROOT has no month names.
    return DateTimeFormatter.ofPattern(pattern, Locale.US).format(time);
  }
}
