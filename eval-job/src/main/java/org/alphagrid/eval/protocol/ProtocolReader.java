package org.alphagrid.eval.protocol;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads {@code conf/protocols/<name>.yaml}. */
public final class ProtocolReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "version",
          "description",
          "temperature",
          "topP",
          "topK",
          "minP",
          "repetitionPenalty",
          "presencePenalty",
          "frequencyPenalty",
          "maxTokens",
          "template",
          "system",
          "opener",
          "templateVariables",
          "stop",
          "thinkTags",
          "date");

  private final DefinitionFolder folder;

  /**
   * Reads from a folder.
   *
   * @param folder with one YAML file for each protocol, on any Hadoop file system
   */
  public ProtocolReader(Path folder, Configuration hadoop) {
    this.folder = new DefinitionFolder("protocol", folder, hadoop);
  }

  /**
   * Reads the protocol of that name.
   *
   * @throws UserException when there is none (the message lists the known ones), or its definition
   *     is wrong (the message names file and key)
   */
  public Protocol read(String name) {
    return parse(folder.read(name));
  }

  /** Returns the names of the protocols in the folder. */
  public Set<String> names() {
    return folder.names();
  }

  /**
   * Builds a protocol from a file's root.
   *
   * @throws UserException when a key is unknown, missing or holds what it must not
   */
  public static Protocol parse(ConfigNode root) {
    root.allow(KEYS);
    try {
      return new Protocol(
          root.required("name").text(),
          root.required("version").text(),
          root.required("description").text(),
          decoding(root),
          template(root.required("template")),
          root.optional("system").map(ConfigNode::text).orElse(null),
          root.optional("opener").map(ConfigNode::text).orElse(""),
          variables(root.optional("templateVariables")),
          texts(root.optional("stop")),
          thinkTags(root.optional("thinkTags")),
          root.optional("date").map(ProtocolReader::date).orElse(null));
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException("%s (in %s)".formatted(e.getMessage(), root.source()), e);
    }
  }

  private static Decoding decoding(ConfigNode root) {
    return new Decoding(
        root.required("temperature").number(0, 100),
        root.optional("topK")
            .map(node -> node.integer(0, Integer.MAX_VALUE))
            .orElse(Decoding.ALL_TOKENS),
        root.optional("topP").map(node -> node.number(Double.MIN_VALUE, 1)).orElse(1.0),
        root.optional("minP").map(node -> node.number(0, 1)).orElse(0.0),
        number(root, "repetitionPenalty", 0.01, 100, 1),
        number(root, "presencePenalty", -100, 100, 0),
        number(root, "frequencyPenalty", -100, 100, 0),
        root.required("maxTokens").integer(1, Integer.MAX_VALUE));
  }

  private static double number(
      ConfigNode root, String key, double least, double most, double absent) {
    return root.optional(key).map(node -> node.number(least, most)).orElse(absent);
  }

  private static TemplateSource template(ConfigNode node) {
    if (node.isObject()) {
      return TemplateSource.inline(node.allow(Set.of("inline")).required("inline").text());
    }
    return switch (node.isList() ? "" : node.text()) {
      case "tokenizer" -> TemplateSource.TOKENIZER;
      case "raw" -> TemplateSource.RAW;
      default -> throw node.invalid("tokenizer, raw, or a map with the key 'inline'");
    };
  }

  private static Map<String, Object> variables(Optional<ConfigNode> node) {
    Map<String, Object> variables = new LinkedHashMap<>();
    node.ifPresent(
        map -> map.entries().forEach((key, value) -> variables.put(key, variable(value))));
    return variables;
  }

  // The words true and false are flags even in quotes: no template variable is meant as that text.
  private static Object variable(ConfigNode value) {
    if (value.isNumber()) {
      BigDecimal number = value.decimal();
      return number.scale() == 0 ? (Object) value.wholeNumber() : number.doubleValue();
    }
    String text = value.text();
    return text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : text;
  }

  private static List<String> texts(Optional<ConfigNode> node) {
    return node.map(list -> list.items().stream().map(ConfigNode::text).toList()).orElse(List.of());
  }

  private static ThinkTags thinkTags(Optional<ConfigNode> node) {
    return node.map(tags -> tags.allow(Set.of("open", "close")))
        .map(tags -> new ThinkTags(tags.required("open").text(), tags.required("close").text()))
        .orElse(null);
  }

  private static LocalDate date(ConfigNode node) {
    try {
      return LocalDate.parse(node.text());
    } catch (DateTimeParseException e) {
      throw node.invalid("a date such as 2025-07-01");
    }
  }
}
