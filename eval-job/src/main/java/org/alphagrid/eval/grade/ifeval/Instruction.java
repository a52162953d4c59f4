package org.alphagrid.eval.grade.ifeval;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.alphagrid.core.plugin.Suggestion;

/**
 * Holds one instruction of a prompt.
 *
 * @param id as the data names it
 */
record Instruction(String id, Check check) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Function<InstructionArguments, Check>> KINDS = kinds();

  /** Returns every id, in order. */
  static List<String> ids() {
    return List.copyOf(KINDS.keySet());
  }

  /**
   * Returns the instructions of a reference, {@code {"instruction_id_list": [...], "kwargs":
   * [...]}}.
   *
   * @throws IllegalArgumentException when it is something else, or names an unknown instruction
   */
  static List<Instruction> parse(String reference) {
    JsonNode root;
    try {
      root = JSON.readTree(reference);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "reference '%s' is no list of instructions".formatted(reference), e);
    }
    JsonNode ids = root.path("instruction_id_list");
    JsonNode arguments = root.path("kwargs");
    if (!ids.isArray() || ids.isEmpty() || ids.size() != arguments.size()) {
      throw new IllegalArgumentException(
          "reference '%s' has no instruction_id_list with kwargs for each".formatted(reference));
    }
    List<Instruction> instructions = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      instructions.add(of(ids.get(i).asText(), arguments.get(i)));
    }
    return instructions;
  }

  private static Instruction of(String id, JsonNode arguments) {
    Function<InstructionArguments, Check> kind = KINDS.get(id);
    if (kind == null) {
      throw new IllegalArgumentException(Suggestion.unknown("instruction", id, KINDS.keySet()));
    }
    return new Instruction(id, kind.apply(new InstructionArguments(id, arguments)));
  }

  private static Map<String, Function<InstructionArguments, Check>> kinds() {
    Map<String, Function<InstructionArguments, Check>> kinds = new TreeMap<>();
    kinds.put("keywords:existence", a -> WordChecks.existence(a.texts("keywords")));
    kinds.put(
        "keywords:frequency",
        a -> WordChecks.frequency(a.text("keyword"), a.amount("relation", "frequency")));
    kinds.put("keywords:forbidden_words", a -> WordChecks.forbidden(a.texts("forbidden_words")));
    kinds.put(
        "keywords:letter_frequency",
        a ->
            WordChecks.letterFrequency(
                a.text("letter"), a.amount("let_relation", "let_frequency")));
    kinds.put("language:response_language", Instruction::language);
    kinds.put(
        "length_constraints:number_sentences",
        a -> LengthChecks.sentences(a.amount("relation", "num_sentences")));
    kinds.put(
        "length_constraints:number_paragraphs",
        a -> LengthChecks.paragraphs(a.whole("num_paragraphs")));
    kinds.put(
        "length_constraints:number_words",
        a -> LengthChecks.words(a.amount("relation", "num_words")));
    kinds.put(
        "length_constraints:nth_paragraph_first_word",
        a ->
            LengthChecks.firstWord(
                a.whole("num_paragraphs"), a.whole("nth_paragraph"), a.text("first_word")));
    kinds.put(
        "detectable_content:number_placeholders",
        a -> FormatChecks.placeholders(a.whole("num_placeholders")));
    kinds.put(
        "detectable_content:postscript", a -> FormatChecks.postscript(a.text("postscript_marker")));
    kinds.put(
        "detectable_format:number_bullet_lists", a -> FormatChecks.bullets(a.whole("num_bullets")));
    kinds.put("detectable_format:constrained_response", a -> FormatChecks.constrained());
    kinds.put(
        "detectable_format:number_highlighted_sections",
        a -> FormatChecks.highlights(a.whole("num_highlights")));
    kinds.put(
        "detectable_format:multiple_sections",
        a -> FormatChecks.sections(a.text("section_spliter"), a.whole("num_sections")));
    kinds.put("detectable_format:json_format", a -> FormatChecks.json());
    kinds.put("detectable_format:title", a -> FormatChecks.title());
    kinds.put("combination:two_responses", a -> WholeAnswerChecks.twoResponses());
    kinds.put(
        "combination:repeat_prompt",
        a -> WholeAnswerChecks.repeatPrompt(a.text("prompt_to_repeat")));
    kinds.put("startend:end_checker", a -> WholeAnswerChecks.endsWith(a.text("end_phrase")));
    kinds.put("startend:quotation", a -> WholeAnswerChecks.quoted());
    kinds.put(
        "change_case:capital_word_frequency",
        a -> CaseChecks.capitalWords(a.amount("capital_relation", "capital_frequency")));
    kinds.put("change_case:english_capital", a -> CaseChecks.englishCapitals());
    kinds.put("change_case:english_lowercase", a -> CaseChecks.englishSmall());
    kinds.put("punctuation:no_comma", a -> FormatChecks.noComma());
    return kinds;
  }

  private static Check language(InstructionArguments arguments) {
    String code = arguments.text("language");
    Set<String> names = Languages.named(code);
    if (names.isEmpty()) {
      throw new IllegalArgumentException(
          "instruction '%s' has language = '%s' (must be a code of two letters that the model knows)"
              .formatted(arguments.id(), code));
    }
    return Languages.answerIn(names);
  }
}
