package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says which field of a data record holds what.
 *
 * @param id null where records have none: their place in the data then stands for it
 * @param question the text asked
 * @param answer one text, or several fields that together become a JSON object
 * @param answerAfter only what follows the last such mark in the answer counts; null for all of it
 * @param answerForm what the answer says about the options; LETTER where there are none
 * @param level null where the data has no difficulty
 * @param choices the field that lists the options, or one field for each; empty where the problems
 *     are not multiple choice
 * @param cluster what problems that belong together share; null where each stands alone
 * @param only values that records must have, by field; other records are left out
 */
public record FieldMapping(
    FieldText id,
    FieldText question,
    List<FieldText> answer,
    String answerAfter,
    AnswerForm answerForm,
    FieldText level,
    List<FieldText> choices,
    FieldText cluster,
    SortedMap<String, Set<String>> only)
    implements Serializable {
  /**
   * Checks the mapping.
   *
   * @throws IllegalArgumentException when it names no answer, or a form of the answer that needs
   *     options where there are none
   */
  public FieldMapping {
    answer = List.copyOf(answer);
    choices = List.copyOf(choices);
    TreeMap<String, Set<String>> copy = new TreeMap<>();
    only.forEach((field, values) -> copy.put(field, Set.copyOf(values)));
    only = copy;
    if (answer.isEmpty()) {
      throw new IllegalArgumentException("Invalid fields.answer: [] (must name a field)");
    }
    if (answerForm != AnswerForm.LETTER && choices.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid fields.answerIs: %s (must not be given without fields.choices)"
              .formatted(answerForm.key()));
    }
  }

  /** Returns a mapping of id, question and answer only. */
  public static FieldMapping of(String id, String question, String answer) {
    return new FieldMapping(
        new FieldText(id),
        new FieldText(question),
        List.of(new FieldText(answer)),
        null,
        AnswerForm.LETTER,
        null,
        List.of(),
        null,
        new TreeMap<>());
  }

  /** Returns whether the problems have options. */
  public boolean multipleChoice() {
    return !choices.isEmpty();
  }
}
