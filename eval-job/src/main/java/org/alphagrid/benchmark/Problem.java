package org.alphagrid.benchmark;

import java.io.Serializable;
import java.util.List;

/**
 * One item of a benchmark.
 *
 * @param id unique within the benchmark
 * @param choices the options in the order of the file; empty where there are none
 * @param reference the right answer as the file gives it: for choices, the letter
 * @param level difficulty as the benchmark states it; null where it does not
 */
public record Problem(
    String id, String question, List<String> choices, String reference, Integer level)
    implements Serializable {
  /** Letters for options run from A to J. */
  public static final int MOST_CHOICES = 10;

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

  /** The letter of an option: A for 0. */
  public static char letter(int choice) {
    return (char) ('A' + choice);
  }

  private static void requireText(String name, String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("Invalid %s: blank (must be text)".formatted(name));
    }
  }
}
