package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.util.List;

/**
 * Holds one problem of a benchmark.
 *
 * @param id unique within the benchmark
 * @param question the text asked, which {@link PromptTemplate} puts into the user turn
 * @param choices the options in the order of the file; empty where there are none
 * @param reference the right answer as the file gives it: for choices, the letter
 * @param level difficulty as the benchmark states it; null where it does not
 * @param cluster what problems that belong together share; null where each stands alone
 */
public record Problem(
    String id,
    String question,
    List<String> choices,
    String reference,
    Integer level,
    String cluster)
    implements Serializable {
  /** The most options of a problem: their letters run from A to J. */
  public static final int MOST_CHOICES = 10;

  /**
   * Checks the problem.
   *
   * @throws IllegalArgumentException when a text is blank, or there is one option or too many
   */
  public Problem {
    requireText("id", id);
    requireText("question", question);
    requireText("reference", reference);
    choices = List.copyOf(choices);
    if (choices.size() == 1 || choices.size() > MOST_CHOICES) {
      throw new IllegalArgumentException(
          "Invalid choices: %d of them (must be 2 to %d)".formatted(choices.size(), MOST_CHOICES));
    }
  }

  /** Holds a problem that stands alone. */
  public Problem(
      String id, String question, List<String> choices, String reference, Integer level) {
    this(id, question, choices, reference, level, null);
  }

  /** Returns the letter of an option: A for 0. */
  public static char letter(int choice) {
    return (char) ('A' + choice);
  }

  /**
   * Returns the problem with its options in another order; the reference letter follows its option.
   *
   * @throws IllegalArgumentException when the reference is no letter of an option
   */
  public Problem shown(ChoiceOrder order) {
    String letter = reference.strip();
    int right = letter.length() == 1 ? order.placeOf(letter.charAt(0) - 'A') : -1;
    if (order.size() != choices.size() || right < 0) {
      throw new IllegalArgumentException(
          "Cannot shuffle the options of problem '%s': reference '%s', %d options"
              .formatted(id, reference, choices.size()));
    }
    List<String> shown = order.shown().stream().map(choices::get).toList();
    return new Problem(id, question, shown, String.valueOf(letter(right)), level, cluster);
  }

  private static void requireText(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("Invalid %s: blank (must be text)".formatted(name));
    }
  }
}
