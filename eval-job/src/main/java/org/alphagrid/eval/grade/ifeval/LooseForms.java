package org.alphagrid.eval.grade.ifeval;

import java.util.ArrayList;
import java.util.List;

/** Makes the eight forms of an answer that loose grading tries. */
final class LooseForms {
  private LooseForms() {}

  static List<String> of(String answer) {
    int first = answer.indexOf('\n');
    int last = answer.lastIndexOf('\n');
    String withoutFirst = first < 0 ? "" : answer.substring(first + 1).strip();
    String withoutLast = last < 0 ? "" : answer.substring(0, last).strip();
    String withoutBoth = first < last ? answer.substring(first + 1, last).strip() : "";
    List<String> forms = new ArrayList<>();
    for (String form : List.of(answer, withoutFirst, withoutLast, withoutBoth)) {
      forms.add(form);
      forms.add(form.replace("*", ""));
    }
    return forms;
  }
}
