package org.alphagrid.eval.grade.grader;

import com.google.auto.service.AutoService;
import java.util.Optional;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.grade.Grader;
import org.alphagrid.eval.grade.Verdict;
import org.alphagrid.eval.grade.text.ChoiceLetter;

/**
 * Compares option letters, read as {@link ChoiceLetter} describes. A candidate that gives the
 * option's text too must give the text of that very option: {@code B) 47} where 47 is option A
 * contradicts itself and is wrong.
 */
@AutoService(Grader.class)
public final class ChoiceGrader implements Grader {
  @Override
  public String name() {
    return "choice";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public Optional<String> referenceFault(Problem problem) {
    String reference = problem.reference().strip();
    boolean known = reference.length() == 1 && isOption(reference.charAt(0), problem);
    return known
        ? Optional.empty()
        : Optional.of(
            "reference '%s' is no letter from A to %s"
                .formatted(problem.reference(), Problem.letter(options(problem) - 1)));
  }

  @Override
  public Verdict grade(String candidate, Problem problem) {
    Optional<ChoiceLetter> parsed = ChoiceLetter.parse(candidate);
    if (parsed.isEmpty()) {
      return Verdict.wrong("not-a-letter");
    }
    ChoiceLetter choice = parsed.get();
    if (!isOption(choice.letter(), problem)) {
      return Verdict.wrong("no-such-option");
    }
    if (!choice.text().isEmpty() && !textAgrees(choice, problem)) {
      return Verdict.wrong("letter-and-text-disagree");
    }
    return problem.reference().strip().equals(String.valueOf(choice.letter()))
        ? Verdict.right("letter-equal")
        : Verdict.wrong("letter-different");
  }

  /** Returns the letter alone. */
  @Override
  public String canonical(String answer, Problem problem) {
    return ChoiceLetter.parse(answer)
        .map(choice -> String.valueOf(choice.letter()))
        .orElseGet(answer::strip);
  }

  private static boolean textAgrees(ChoiceLetter choice, Problem problem) {
    return !problem.choices().isEmpty()
        && choice.text().equals(ChoiceLetter.plain(problem.choices().get(choice.letter() - 'A')));
  }

  private static boolean isOption(char letter, Problem problem) {
    return letter >= 'A' && letter - 'A' < options(problem);
  }

  private static int options(Problem problem) {
    return problem.choices().isEmpty() ? Problem.MOST_CHOICES : problem.choices().size();
  }
}
