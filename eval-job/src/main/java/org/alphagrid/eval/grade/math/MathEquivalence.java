package org.alphagrid.eval.grade.math;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.alphagrid.eval.grade.latex.Lexer;
import org.alphagrid.eval.grade.latex.MathToken;
import org.alphagrid.eval.grade.latex.TokenLists;

/**
 * Decides whether two answers written in LaTeX or plain text state the same thing.
 *
 * <p>In order: equal signs once layout is dropped; equal structure, whose parts are compared as
 * exact fractions, or as values with proven error bounds, or as identities at random points. What
 * is not read with certainty is no match; only identical signs match without being understood. Work
 * is bounded by counting steps, so no clock and no second thread is needed.
 */
public final class MathEquivalence {
  /** The rule where the reference was not read: only the same signs were accepted. */
  public static final String REFERENCE_NOT_UNDERSTOOD = "reference-not-understood";

  /** Longer answers are compared sign by sign only. */
  private static final int MOST_CHARACTERS = 600;

  private static final int LONGEST = 20_000;

  /**
   * Holds the outcome.
   *
   * @param rule what decided
   */
  public record Result(boolean equal, String rule) {}

  private MathEquivalence() {}

  /** Returns whether the text says nothing at all. */
  public static boolean blank(String text) {
    return text.length() <= LONGEST && Lexer.tokens(text).isEmpty();
  }

  /** Compares a candidate with a reference; the two are not exchangeable. */
  public static Result compare(String reference, String candidate) {
    return compare(reference, candidate, false);
  }

  /**
   * Compares a candidate with a reference; the two are not exchangeable.
   *
   * @param percentAsked whether the question asks for percents, so that their sign is a unit
   */
  public static Result compare(String reference, String candidate, boolean percentAsked) {
    if (reference.length() > LONGEST || candidate.length() > LONGEST) {
      return new Result(false, "too-long");
    }
    List<MathToken> wanted = Lexer.tokens(reference);
    List<MathToken> given = Lexer.tokens(candidate);
    if (given.isEmpty()) {
      return new Result(false, "empty");
    }
    if (wanted.equals(given)) {
      return new Result(true, "same-signs");
    }
    if (Math.max(reference.length(), candidate.length()) > MOST_CHARACTERS) {
      return new Result(false, "too-long");
    }
    return understood(wanted, given, percentAsked, new WorkLimit());
  }

  /**
   * One spelling for an answer: a rational number as a fraction in lowest terms, anything else
   * without layout.
   */
  public static String canonical(String answer) {
    if (answer.length() > LONGEST) {
      return answer;
    }
    List<MathToken> tokens = Lexer.tokens(answer);
    Optional<Rational> number =
        answer.length() > MOST_CHARACTERS ? Optional.empty() : rational(tokens);
    return number
        .map(Rational::toString)
        .orElseGet(() -> tokens.stream().map(MathToken::text).collect(Collectors.joining(" ")));
  }

  private static Optional<Rational> rational(List<MathToken> tokens) {
    return value(tokens).map(WrittenNumber::rational);
  }

  /** Returns the number that a text says, whatever its unit; empty where it is none or two. */
  public static Optional<WrittenNumber> number(String text) {
    return text.length() > MOST_CHARACTERS ? Optional.empty() : value(Lexer.tokens(text));
  }

  private static Optional<WrittenNumber> value(List<MathToken> tokens) {
    WorkLimit work = new WorkLimit();
    return read(tokens, work).flatMap(answer -> WrittenNumber.of(answer, work));
  }

  static Result understood(
      List<MathToken> wanted, List<MathToken> given, boolean percentAsked, WorkLimit work) {
    Optional<Answer> reference = read(wanted, work);
    if (reference.isEmpty()) {
      boolean same = TokenLists.spelling(wanted).equals(TokenLists.spelling(given));
      return new Result(same, REFERENCE_NOT_UNDERSTOOD);
    }
    Optional<Answer> candidate = read(Units.withSymbol(given, reference.get()), work);
    if (candidate.isEmpty()) {
      return new Result(false, "not-understood");
    }
    try {
      AnswerComparison comparison = new AnswerComparison(work, percentAsked);
      boolean equal = comparison.same(reference.get(), candidate.get());
      String accepted = comparison.missedUnit() ? "equivalent-but-for-unit" : "equivalent";
      return new Result(equal, equal ? accepted : "different");
    } catch (NotUnderstood e) {
      return new Result(false, "not-decided");
    }
  }

  private static Optional<Answer> read(List<MathToken> tokens, WorkLimit work) {
    try {
      return Optional.of(new AnswerReader(work).read(tokens));
    } catch (NotUnderstood e) {
      return Optional.empty();
    }
  }
}
