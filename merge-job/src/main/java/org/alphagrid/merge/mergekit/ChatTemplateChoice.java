package org.alphagrid.merge.mergekit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/**
 * Chooses the merged model's chat template: {@code auto} for the one most models have, the name of
 * a known one, or Jinja text.
 *
 * @param text as written
 */
record ChatTemplateChoice(String text) {
  private static final String AUTO = "auto";
  private static final Map<String, String> KNOWN =
      Map.of(
          "chatml",
          "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n'"
              + " + message['content'] + '<|im_end|>\\n' }}{% endfor %}"
              + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}");

  /**
   * @throws UserException when it is neither a known name nor a template
   */
  static ChatTemplateChoice read(ConfigNode node) {
    String text = node.text();
    boolean template = text.contains("{{") || text.contains("{%");
    if (!template && !text.equals(AUTO) && !KNOWN.containsKey(text)) {
      Collection<String> names = new java.util.TreeSet<>(KNOWN.keySet());
      names.add(AUTO);
      throw new UserException(
          Suggestion.unknown("chat_template", text, names)
              + ", or Jinja text (%s)".formatted(node.place()));
    }
    return new ChatTemplateChoice(text);
  }

  /** Returns the template's text; empty where no model has one. */
  Optional<String> resolve(Collection<Checkpoint> models) throws IOException {
    if (!text.equals(AUTO)) {
      return Optional.of(KNOWN.getOrDefault(text, text));
    }
    Map<String, Integer> votes = new LinkedHashMap<>();
    for (Checkpoint model : models) {
      templateOf(model).ifPresent(template -> votes.merge(template, 1, Integer::sum));
    }
    // Of equally frequent ones the first model's.
    return votes.entrySet().stream()
        .reduce((best, other) -> other.getValue() > best.getValue() ? other : best)
        .map(Map.Entry::getKey);
  }

  private static Optional<String> templateOf(Checkpoint model) throws IOException {
    Path separate = new Path(model.directory(), "chat_template.jinja");
    if (Storage.exists(separate)) {
      return Optional.of(Storage.readText(separate));
    }
    Path settings = new Path(model.directory(), "tokenizer_config.json");
    return Storage.exists(settings)
        ? Optional.of(
                new ObjectMapper().readTree(Storage.readBytes(settings)).path("chat_template"))
            .filter(node -> node.isTextual())
            .map(node -> node.asText())
        : Optional.empty();
  }
}
