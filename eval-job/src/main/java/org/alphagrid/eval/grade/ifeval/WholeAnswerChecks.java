package org.alphagrid.eval.grade.ifeval;

import java.util.List;
import java.util.Locale;

/** Checks instructions about how an answer starts and ends, and what it repeats. */
final class WholeAnswerChecks {
  private static final String DIVIDER = "******";

  private WholeAnswerChecks() {}

  /** Checks for two answers that differ, six asterisks between them. */
  static Check twoResponses() {
    return answer -> {
      List<String> parts = List.of(answer.split("\\*{6}", -1));
      int first = parts.get(0).isBlank() ? 1 : 0;
      int last = parts.get(parts.size() - 1).isBlank() ? parts.size() - 1 : parts.size();
      return answer.contains(DIVIDER)
          && last - first == 2
          && !parts.get(first).isBlank()
          && !parts.get(first + 1).isBlank()
          && !parts.get(first).strip().equals(parts.get(first + 1).strip());
    };
  }

  /** Checks that the request comes first, word for word. */
  static Check repeatPrompt(String prompt) {
    return answer -> plain(answer).startsWith(plain(prompt));
  }

  /** Checks that the answer ends with a phrase and nothing after it but quotation marks. */
  static Check endsWith(String phrase) {
    return answer -> unquoted(plain(answer)).endsWith(unquoted(plain(phrase)));
  }

  /** Checks that the answer stands in double quotation marks. */
  static Check quoted() {
    return answer -> {
      String text = answer.strip();
      return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    };
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String unquoted(String text) {
    int end = text.length();
    while (end > 0 && text.charAt(end - 1) == '"') {
      end--;
    }
    return text.substring(0, end).stripTrailing();
  }
}
