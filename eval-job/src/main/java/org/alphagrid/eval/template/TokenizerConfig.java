package org.alphagrid.eval.template;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphagrid.core.UserException;

/**
 * Reads what {@code tokenizer_config.json} says about prompts: the chat templates by name and the
 * special tokens. A file {@code chat_template.jinja} beside it replaces the default template.
 *
 * @param source the file, for messages
 * @param templates by name; a single template is called {@code default}
 * @param specialTokens texts by name, for example {@code eos_token}; the additional ones are a list
 */
public record TokenizerConfig(
    String source, Map<String, String> templates, Map<String, Object> specialTokens) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DEFAULT = "default";
  private static final List<String> TOKENS =
      List.of(
          "bos_token",
          "eos_token",
          "unk_token",
          "sep_token",
          "pad_token",
          "cls_token",
          "mask_token");
  private static final String MORE_TOKENS = "additional_special_tokens";

  public TokenizerConfig {
    templates = Collections.unmodifiableMap(new TreeMap<>(templates));
    specialTokens = Collections.unmodifiableMap(new TreeMap<>(specialTokens));
  }

  /** Reads the tokenizer files of a model directory. */
  public static TokenizerConfig read(Path model) {
    Path file = model.resolve("tokenizer_config.json");
    String json = text(file);
    if (json == null) {
      throw new UserException("Cannot read %s: no such file".formatted(file));
    }
    return parse(file.toString(), json, text(model.resolve("chat_template.jinja")));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      throw new UserException("Cannot read %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads texts that are already there.
   *
   * @param separateTemplate the text of {@code chat_template.jinja}; null if there is none
   */
  public static TokenizerConfig parse(String source, String json, String separateTemplate) {
    JsonNode root = root(source, json);
    Map<String, String> templates = templates(source, root.path("chat_template"));
    if (separateTemplate != null) {
      templates.put(DEFAULT, separateTemplate);
    }
    return new TokenizerConfig(source, templates, specialTokens(source, root));
  }

  /** Returns the text of the template called default. */
  public Optional<String> defaultTemplate() {
    return Optional.ofNullable(templates.get(DEFAULT));
  }

  /** Returns the template called default, with the special tokens. */
  public ChatTemplate chatTemplate() {
    String template = templates.get(DEFAULT);
    if (template == null) {
      throw new UserException(
          "Cannot find a chat template in %s: no 'chat_template' and no chat_template.jinja beside it"
                  .formatted(source)
              + (templates.isEmpty() ? "" : "; named templates: " + templates.keySet()));
    }
    return new ChatTemplate(source, template, specialTokens);
  }

  private static JsonNode root(String source, String json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (root == null || !root.isObject()) {
        throw new UserException("Cannot read %s: it must hold a JSON object".formatted(source));
      }
      return root;
    } catch (JacksonException e) {
      throw new UserException("Cannot read %s: %s".formatted(source, e.getOriginalMessage()), e);
    }
  }

  private static Map<String, String> templates(String source, JsonNode node) {
    Map<String, String> templates = new LinkedHashMap<>();
    if (node.isTextual()) {
      templates.put(DEFAULT, node.asText());
    } else if (node.isArray()) {
      for (JsonNode item : node) {
        if (!item.path("name").isTextual() || !item.path("template").isTextual()) {
          throw invalid(source, "chat_template", "a list of objects with name and template", item);
        }
        templates.put(item.path("name").asText(), item.path("template").asText());
      }
    } else if (!node.isMissingNode() && !node.isNull()) {
      throw invalid(source, "chat_template", "text or a list", node);
    }
    return templates;
  }

  private static Map<String, Object> specialTokens(String source, JsonNode root) {
    Map<String, Object> tokens = new LinkedHashMap<>();
    for (String name : TOKENS) {
      JsonNode node = root.path(name);
      if (!node.isMissingNode() && !node.isNull()) {
        tokens.put(name, token(source, name, node));
      }
    }
    List<Object> more = new ArrayList<>();
    root.path(MORE_TOKENS).forEach(node -> more.add(token(source, MORE_TOKENS, node)));
    if (!more.isEmpty()) {
      tokens.put(MORE_TOKENS, Collections.unmodifiableList(more));
    }
    return tokens;
  }

  // A token is its text, or an object that also says how the tokenizer treats blanks around it.
  private static String token(String source, String name, JsonNode node) {
    JsonNode text = node.isObject() ? node.path("content") : node;
    if (!text.isTextual()) {
      throw invalid(source, name, "text or an object with content", node);
    }
    return text.asText();
  }

  private static UserException invalid(String source, String key, String rule, JsonNode found) {
    return new UserException(
        "Invalid %s: %s (must be %s; in %s)".formatted(key, found, rule, source));
  }
}
