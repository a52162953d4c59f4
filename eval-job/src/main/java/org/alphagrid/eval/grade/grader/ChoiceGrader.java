package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.text.ChoiceLetter;
import org.alphagrid.eval.grade.text.PlainText;

/**
 * Compares options: the letter that a candidate names, read as {@link ChoiceLetter} describes, or
 * the option whose text it is. A letter wins over a text beside it that is no option's; the letter
 * of one option with the text of another contradicts itself and is wrong.
 */
@AutoService(Grader.class)
public final class ChoiceGrader implements Grader {
  private static final int LONGEST = 2000;
  private static final Pattern TEXT_FIRST =
      Pattern.compile(
          "(.{1,2000}?)[\\s,;:-]{1,4}(?:\\(([A-J])\\)|(?:which is )?(?:option|choice) \\(?([A-J])\\)?)",
          Pattern.DOTALL);

  @Override
  public String name() {
    return "choice";
  }

  @Override
  public int version() {
    return 2;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    return reference(problem).isPresent()
        ? Optional.empty()
        : Optional.of(
            "reference '%s' is no letter from A to %s"
                .formatted(problem.reference(), Problem.letter(options(problem) - 1)));
  }

  /** Returns the right option: a letter, in brackets or not, or else an option's text. */
  private static Optional<Character> reference(Problem problem) {
    return ChoiceLetter.parse(problem.reference())
        .filter(choice -> choice.text().isEmpty() && isOption(choice.letter(), problem))
        .map(ChoiceLetter::letter)
        .or(() -> said(problem.reference(), problem));
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    Reading reading = read(candidate, problem);
    if (reading.letter() == 0) {
      return Verdict.wrong(reading.rule());
    }
    boolean right = reference(problem).filter(r -> r == reading.letter()).isPresent();
    return right
        ? Verdict.right(reading.rule() + "-equal")
        : Verdict.wrong(reading.rule() + "-different");
  }

  /** Returns the letter alone. */
  @Override
  public String canonical(String answer, Problem problem) {
    Reading reading = read(answer, problem);
    return reading.letter() == 0 ? answer.strip() : String.valueOf(reading.letter());
  }

  /**
   * Says which option a candidate names.
   *
   * @param letter 0 for none
   * @param rule what it was read from, or why nothing was read
   */
  private record Reading(char letter, String rule) {}

  private static Reading read(String candidate, Problem problem) {
    Optional<ChoiceLetter> parsed = ChoiceLetter.parse(candidate);
    boolean alone = parsed.isPresent() && alone(parsed.get(), candidate);
    if (!alone) {
      Optional<Character> whole =
          said(candidate, problem).or(() -> beforeLetter(candidate, problem));
      if (parsed.isEmpty() || whole.isPresent()) {
        // "E. coli" is a text that begins like a letter.
        return whole.map(letter -> new Reading(letter, "text")).orElse(none("not-a-letter"));
      }
    }
    ChoiceLetter choice = parsed.get();
    Optional<Character> text =
        said(choice.text(), problem)
            .or(() -> said(ChoiceLetter.firstSentence(choice.text()), problem));
    boolean own = text.filter(letter -> letter == choice.letter()).isPresent();
    if (!choice.clear() && !own) {
      return none("not-a-letter");
    }
    if (!isOption(choice.letter(), problem)) {
      return none("no-such-option");
    }
    return text.isPresent() && !own
        ? none("letter-and-text-disagree")
        : new Reading(choice.letter(), "letter");
  }

  private static Reading none(String rule) {
    return new Reading((char) 0, rule);
  }

  /** Returns whether a candidate is a letter and nothing else, as options are named. */
  private static boolean alone(ChoiceLetter choice, String candidate) {
    String bare = candidate.strip();
    boolean small = bare.length() == 1 && Character.isLowerCase(bare.charAt(0));
    return choice.text().isEmpty() && !small;
  }

  /** Returns the option whose text stands before its own letter: {@code The nucleus (A)}. */
  private static Optional<Character> beforeLetter(String candidate, Problem problem) {
    if (candidate.length() > LONGEST) {
      return Optional.empty();
    }
    Matcher form = TEXT_FIRST.matcher(PlainText.of(candidate));
    if (!form.matches()) {
      return Optional.empty();
    }
    char letter = (form.group(2) == null ? form.group(3) : form.group(2)).charAt(0);
    return said(form.group(1), problem).filter(option -> option == letter);
  }

  private static Optional<Character> said(String text, Problem problem) {
    return new OptionTexts(problem.choices()).said(text).map(Problem::letter);
  }

  private static boolean isOption(char letter, Problem problem) {
    return letter >= 'A' && letter - 'A' < options(problem);
  }

  private static int options(Problem problem) {
    return problem.choices().isEmpty() ? Problem.MOST_CHOICES : problem.choices().size();
  }
}
