package org.alphagrid.eval.grade.ifeval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says which instructions of a prompt an answer follows, strictly and loosely. */
public final class InstructionResult {
  private final List<Instruction> instructions;
  private final List<Boolean> strict = new ArrayList<>();
  private final List<Boolean> loose = new ArrayList<>();

  private InstructionResult(List<Instruction> instructions, String answer) {
    this.instructions = instructions;
    // A no-break space is a blank to readers; Java thinks otherwise.
    String plain = answer.replaceAll("[\u00a0\u2007\u202f]", " ");
    List<String> forms = LooseForms.of(plain);
    for (Instruction instruction : instructions) {
      strict.add(follows(instruction, plain));
      loose.add(forms.stream().anyMatch(form -> follows(instruction, form)));
    }
  }

  /**
   * Checks an answer.
   *
   * @param reference the instructions as JSON, without {@link #fault}
   */
  public static InstructionResult of(String answer, String reference) {
    return new InstructionResult(Instruction.parse(reference), answer);
  }

  /** Returns what is wrong with a reference, if anything. */
  public static Optional<String> fault(String reference) {
    try {
      Instruction.parse(reference);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static boolean follows(Instruction instruction, String answer) {
    return !answer.isBlank() && instruction.check().follows(answer);
  }

  /** Returns whether every instruction is followed strictly. */
  public boolean all() {
    return !strict.contains(false);
  }

  /** Returns what is counted, by name. */
  public Map<String, Double> measures() {
    Map<String, Double> measures = new TreeMap<>();
    measures.put("instructions", (double) strict.size());
    measures.put("followed", count(strict));
    measures.put("followed-loose", count(loose));
    measures.put("prompt-loose", loose.contains(false) ? 0.0 : 1.0);
    for (int i = 0; i < instructions.size(); i++) {
      // An instruction given twice is followed when both are.
      measures.merge("strict/" + instructions.get(i).id(), strict.get(i) ? 1.0 : 0.0, Math::min);
    }
    return measures;
  }

  private static double count(List<Boolean> followed) {
    return followed.stream().filter(f -> f).count();
  }
}
