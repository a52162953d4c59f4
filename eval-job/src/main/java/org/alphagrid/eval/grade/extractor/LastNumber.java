package org.alphagrid.eval.grade.extractor;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.grade.Extraction;
import org.alphagrid.eval.grade.Extractor;
import org.alphagrid.eval.grade.text.DigitGroups;

/**
 * Finds the last number of the text, as written: sign, thousands groups, decimals, a fraction's
 * denominator and a power of ten belong to it. A minus after a digit, letter or closing bracket is
 * a subtraction. Digits that are part of a word ({@code x2}) or of a version ({@code 1.2.3}) are
 * not numbers.
 */
@AutoService(Extractor.class)
public final class LastNumber implements Extractor {
  private static final String SIGNS = "+-\u2212";

  @Override
  public String name() {
    return "last-number";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<Extraction> extract(String answer) {
    return span(answer)
        .map(span -> new Extraction(answer.substring(span.start(), span.end()), "last-number"));
  }

  /** Says where a number stands. */
  record Span(int start, int end) {}

  Optional<Span> span(String answer) {
    Span last = null;
    int at = 0;
    while (at < answer.length()) {
      if (!DigitGroups.digitAt(answer, at)) {
        at++;
        continue;
      }
      int end = end(answer, at);
      int start = start(answer, at);
      if (start >= 0) {
        last = new Span(start, end);
      }
      at = end;
    }
    return Optional.ofNullable(last);
  }

  private static int end(String text, int firstDigit) {
    int end = DigitGroups.end(text, firstDigit);
    end = tail(text, end, '.');
    end = tail(text, end, '/');
    return exponent(text, end);
  }

  private static int tail(String text, int end, char mark) {
    boolean present = end < text.length() && text.charAt(end) == mark;
    return present && DigitGroups.digitAt(text, end + 1)
        ? DigitGroups.digitsEnd(text, end + 1)
        : end;
  }

  private static int exponent(String text, int end) {
    if (end >= text.length() || Character.toLowerCase(text.charAt(end)) != 'e') {
      return end;
    }
    boolean signed = end + 1 < text.length() && "+-".indexOf(text.charAt(end + 1)) >= 0;
    int digits = end + (signed ? 2 : 1);
    return DigitGroups.digitAt(text, digits) ? DigitGroups.digitsEnd(text, digits) : end;
  }

  /** Returns where the number starts, its sign and leading point included, or -1 if it is none. */
  private static int start(String text, int firstDigit) {
    int start = firstDigit;
    if (start > 0 && text.charAt(start - 1) == '.') {
      start--;
      if (DigitGroups.digitAt(text, start - 1)) {
        return -1;
      }
    }
    if (start > 0 && Character.isLetter(text.charAt(start - 1))) {
      return -1;
    }
    boolean signed = start > 0 && SIGNS.indexOf(text.charAt(start - 1)) >= 0;
    return signed && !endsOperand(text, start - 2) ? start - 1 : start;
  }

  private static boolean endsOperand(String text, int at) {
    return at >= 0
        && (Character.isLetterOrDigit(text.charAt(at)) || ")]}".indexOf(text.charAt(at)) >= 0);
  }
}
