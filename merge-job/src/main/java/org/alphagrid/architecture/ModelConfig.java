package org.alphagrid.architecture;

import java.util.Optional;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;

/** A typed view of a checkpoint's {@code config.json}. */
public final class ModelConfig {
  private final ConfigNode root;

  private ModelConfig(ConfigNode root) {
    this.root = root;
  }

  /**
   * @param source the file's name, for messages
   */
  public static ModelConfig parse(String source, String json) {
    return new ModelConfig(ConfigNode.parse(source, json));
  }

  /** The family's name. */
  public String modelType() {
    return root.required("model_type").text();
  }

  /** The decoder this file describes, by its family. */
  public DecoderSpec describe() {
    return Architecture.CATALOG.find(modelType()).describe(this);
  }

  /** A size that must be there. */
  public int size(String key) {
    return root.required(key).integer(1, Integer.MAX_VALUE);
  }

  /** A size with a default. */
  public int size(String key, int absent) {
    return root.optional(key).map(node -> node.integer(1, Integer.MAX_VALUE)).orElse(absent);
  }

  /** A positive number that must be there. */
  public double number(String key) {
    return root.required(key).number(Double.MIN_VALUE, Double.MAX_VALUE);
  }

  /** A switch with a default. */
  public boolean flag(String key, boolean absent) {
    return root.optional(key).map(ConfigNode::flag).orElse(absent);
  }

  /** A value that may be absent or null. */
  public Optional<ConfigNode> optional(String key) {
    return root.optional(key);
  }

  /** Refuses a key whose value asks for something the graph does not do. */
  public void require(String key, String supported, String absent) {
    String value = root.optional(key).map(ConfigNode::text).orElse(absent);
    if (!value.equals(supported)) {
      throw new ConfigException(
          "Unsupported %s: %s (supported: %s; in %s)"
              .formatted(key, value, supported, root.source()));
    }
  }

  /** Refuses a key that is present at all. */
  public void requireAbsent(String key) {
    root.optional(key)
        .ifPresent(
            node -> {
              throw new ConfigException(
                  "Unsupported %s (supported: none; %s)".formatted(key, node.place()));
            });
  }
}
