package org.alphagrid.eval.grade.ifeval;

import java.util.Locale;
import java.util.regex.Pattern;

/** Checks instructions about capital and small letters. */
final class CaseChecks {
  private static final Pattern WORD =
      Pattern.compile(
          "(?:\\p{L}\\.){2,}|[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}-]*+(?:['\u2019](?!s\\b)[\\p{L}\\p{M}\\p{N}-]++)*+");

  private CaseChecks() {}

  /** Checks that so many words have capital letters only. */
  static Check capitalWords(Amount amount) {
    return answer ->
        amount.holds(WORD.matcher(answer).results().filter(word -> capitals(word.group())).count());
  }

  /** Checks that the answer is English without a small letter. */
  static Check englishCapitals() {
    return answer -> capitals(answer) && Languages.english(answer.toLowerCase(Locale.ROOT));
  }

  /** Checks that the answer is English without a capital letter. */
  static Check englishSmall() {
    return answer ->
        answer.codePoints().anyMatch(Character::isLowerCase)
            && answer.codePoints().noneMatch(Character::isUpperCase)
            && Languages.english(answer);
  }

  private static boolean capitals(String text) {
    return text.codePoints().anyMatch(Character::isUpperCase)
        && text.codePoints().noneMatch(Character::isLowerCase);
  }
}
