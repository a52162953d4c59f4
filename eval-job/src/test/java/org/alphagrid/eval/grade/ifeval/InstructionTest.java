package org.alphagrid.eval.grade.ifeval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every instruction with answers that follow it and answers that do not. */
class InstructionTest {
  private static final String RESOURCE = "instructions.txt";

  /**
   * One line of the resource.
   *
   * @param follows whether the answer follows the instruction
   */
  record Case(String id, String arguments, boolean follows, String answer) {}

  static Stream<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    String id = "";
    String arguments = "";
    try (InputStream in = InstructionTest.class.getResourceAsStream(RESOURCE)) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (line.startsWith("@ ")) {
          String[] parts = line.substring(2).split(" ", 2);
          id = parts[0];
          arguments = parts.length == 2 ? parts[1] : "{}";
        } else if (line.startsWith("= ") || line.startsWith("! ")) {
          cases.add(
              new Case(
                  id, arguments, line.charAt(0) == '=', line.substring(2).replace("\\n", "\n")));
        } else {
          assertThat(line).matches("#.*|");
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isFollowedOrNot(Case example) {
    assertThat(instruction(example.id(), example.arguments()).check().follows(example.answer()))
        .isEqualTo(example.follows());
  }

  @Test
  void allTwentyFiveHaveBothKindsOfAnswers() throws IOException {
    Set<String> followed = new HashSet<>();
    Set<String> refused = new HashSet<>();
    cases().forEach(example -> (example.follows() ? followed : refused).add(example.id()));

    assertThat(Instruction.ids()).hasSize(25);
    assertThat(followed).containsExactlyInAnyOrderElementsOf(Instruction.ids());
    assertThat(refused).containsExactlyInAnyOrderElementsOf(Instruction.ids());
  }

  @Test
  void faultsNameInstructionAndArgument() {
    assertFault("keywords:exists", "{}", "Unknown instruction 'keywords:exists'; did you mean");
    assertFault(
        "length_constraints:number_words",
        "{\"relation\":\"more than\",\"num_words\":3}",
        "instruction 'length_constraints:number_words' has relation = \"more than\" (must be 'less"
            + " than' or 'at least'; found: [num_words, relation])");
    assertFault(
        "keywords:existence", "{\"keywords\":[]}", "keywords = [] (must be a list of texts");
    assertFault(
        "detectable_format:number_bullet_lists", "{}", "num_bullets = null (must be a whole");
    assertFault("language:response_language", "{\"language\":\"xx\"}", "language = 'xx'");
    assertThatThrownBy(() -> Instruction.parse("74"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no instruction_id_list with kwargs for each");
    assertThatThrownBy(() -> Instruction.parse("\\frac"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reference '\\frac' is no list of instructions");
  }

  private static void assertFault(String id, String arguments, String message) {
    assertThatThrownBy(() -> instruction(id, arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Instruction instruction(String id, String arguments) {
    return Instruction.parse(
            "{\"instruction_id_list\":[\"%s\"],\"kwargs\":[%s]}".formatted(id, arguments))
        .get(0);
  }
}
