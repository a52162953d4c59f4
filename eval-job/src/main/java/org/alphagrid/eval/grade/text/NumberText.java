package org.alphagrid.eval.grade.text;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a number and how it is written: {@link Decoration}, a currency sign, one sign, digits with
 * {@link DigitGroups}, decimals, a power of ten after {@code e}, a denominator, a percent sign, a
 * final point. Nothing else.
 *
 * @param numerator the value, or what stands above the stroke
 * @param denominator 1 without a stroke
 * @param decimals whether a point with digits is written
 * @param grouped whether thousands groups are written
 * @param percent whether a percent sign is written; the value is what stands before it
 */
public record NumberText(
    BigDecimal numerator,
    BigDecimal denominator,
    boolean decimals,
    boolean grouped,
    boolean percent) {
  private static final int MOST_CHARACTERS = 200;
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-6");
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final Pattern REST =
      Pattern.compile("(\\.\\d+)?(?:[eE]([+-]?\\d{1,3}))?(?:/(\\d+))?\\s?(\\\\?%)?\\.?");

  public static Optional<NumberText> parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    String number = Decoration.strip(text);
    boolean signed = !number.isEmpty() && IntegerText.isSign(number.charAt(0));
    boolean negative = signed && number.charAt(0) != '+';
    String magnitude = (signed ? number.substring(1) : number).strip();
    magnitude = magnitude.startsWith("\\$") ? magnitude.substring(2) : magnitude;
    magnitude = magnitude.startsWith("$") ? magnitude.substring(1) : magnitude;
    int end = DigitGroups.digitAt(magnitude, 0) ? DigitGroups.end(magnitude, 0) : 0;
    Matcher rest = REST.matcher(magnitude.substring(end));
    boolean readable = rest.matches() && (end > 0 || rest.group(1) != null);
    return readable
        ? Optional.of(of(negative, magnitude.substring(0, end), rest))
        : Optional.empty();
  }

  private static NumberText of(boolean negative, String whole, Matcher rest) {
    String digits = whole.replaceAll("[^0-9]", "");
    String decimals = rest.group(1) == null ? "" : rest.group(1);
    String exponent = rest.group(2) == null ? "" : "e" + rest.group(2);
    BigDecimal value = new BigDecimal("0" + digits + decimals + exponent);
    BigDecimal below = rest.group(3) == null ? BigDecimal.ONE : new BigDecimal(rest.group(3));
    return new NumberText(
        negative ? value.negate() : value,
        below,
        !decimals.isEmpty(),
        digits.length() < whole.length(),
        rest.group(4) != null);
  }

  /** Returns whether the number is large enough to have thousands. */
  public boolean thousands() {
    return numerator.abs().compareTo(THOUSAND) >= 0;
  }

  /** Returns the number in one spelling; a stroke stays, a percent sign too. */
  public String canonical() {
    String below = denominator.equals(BigDecimal.ONE) ? "" : "/" + denominator;
    return plain(numerator) + below + (percent ? "%" : "");
  }

  // Written out, 1e999 would be a thousand digits.
  private static String plain(BigDecimal number) {
    BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    return Math.abs(bare.scale()) > MOST_CHARACTERS ? bare.toString() : bare.toPlainString();
  }

  public boolean equalTo(NumberText other) {
    return defined(other) && difference(other).signum() == 0;
  }

  public boolean near(NumberText other) {
    BigDecimal size = numerator.multiply(other.denominator).abs();
    return defined(other)
        && size.signum() != 0
        && difference(other).abs().compareTo(size.multiply(TOLERANCE)) <= 0;
  }

  // A stroke over zero gives no number.
  private boolean defined(NumberText other) {
    return denominator.signum() != 0 && other.denominator.signum() != 0;
  }

  private BigDecimal difference(NumberText other) {
    return numerator.multiply(other.denominator).subtract(other.numerator.multiply(denominator));
  }
}
