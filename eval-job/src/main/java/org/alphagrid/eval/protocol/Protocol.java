package org.alphagrid.eval.protocol;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.core.digest.ContentDigest;

/**
 * Holds how prompts are written and tokens drawn: everything held fixed while alpha varies.
 *
 * @param name how sweeps refer to it
 * @param version raised by hand when the meaning of the name changes
 * @param description one line for people
 * @param decoding how tokens are drawn, and how many
 * @param template what surrounds the user turn
 * @param system text of a system turn before the user turn; null for none
 * @param opener text appended to the rendered prompt, for example {@code <think>\n}; may be empty
 * @param templateVariables further variables of the template (text, numbers, true or false)
 * @param stop texts of the tokens that end generation; empty for the model's own
 * @param thinkTags the tags around a thought; null for those that the model's files name
 * @param date the day a template that prints today's date is told; null refuses such a template
 */
public record Protocol(
    String name,
    String version,
    String description,
    Decoding decoding,
    TemplateSource template,
    String system,
    String opener,
    Map<String, Object> templateVariables,
    List<String> stop,
    ThinkTags thinkTags,
    LocalDate date)
    implements Serializable {

  public Protocol {
    // Ordered by name, so that the order in the file changes no digest.
    templateVariables = Collections.unmodifiableMap(new TreeMap<>(templateVariables));
    stop = List.copyOf(stop);
    if (template.kind() == TemplateSource.Kind.RAW
        && (system != null || !templateVariables.isEmpty())) {
      throw new IllegalArgumentException(
          "Invalid template of protocol '%s': raw (must not be raw with system or".formatted(name)
              + " templateVariables: nothing would render them)");
    }
  }

  /** Returns the same protocol with these think tags. */
  public Protocol withThinkTags(ThinkTags tags) {
    return new Protocol(
        name,
        version,
        description,
        decoding,
        template,
        system,
        opener,
        templateVariables,
        stop,
        tags,
        date);
  }

  /** Returns the think tags, or {@link ThinkTags#DEFAULT} where none are named. */
  ThinkTags tagsOrDefault() {
    return thinkTags == null ? ThinkTags.DEFAULT : thinkTags;
  }

  /**
   * Returns SHA-256 over everything that shapes the text, decoding and token limit included; name,
   * version and description are not, so renaming a protocol generates nothing anew.
   */
  public String digest() {
    ThinkTags tags = tagsOrDefault();
    ContentDigest digest =
        new ContentDigest()
            .add("temperature", decoding.temperature())
            .add("topK", decoding.topK())
            .add("topP", decoding.topP())
            .add("minP", decoding.minP())
            .add("maxTokens", decoding.maxTokens())
            .add("templateKind", template.kind())
            .add("template", template.text())
            .add("system", system)
            .add("opener", opener)
            .addAll("stop", stop)
            .add("thinkOpen", tags.open())
            .add("thinkClose", tags.close())
            .add("date", date)
            .add("variables", templateVariables.size());
    // Named only where they do something: a protocol without them keeps its digest.
    if (decoding.penalised()) {
      digest
          .add("repetitionPenalty", decoding.repetitionPenalty())
          .add("presencePenalty", decoding.presencePenalty())
          .add("frequencyPenalty", decoding.frequencyPenalty());
    }
    templateVariables.forEach(
        (key, value) -> digest.add(key, value.getClass().getSimpleName() + ":" + value));
    return digest.hex();
  }
}
