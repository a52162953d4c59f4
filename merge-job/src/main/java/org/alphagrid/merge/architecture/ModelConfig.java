package org.alphagrid.merge.architecture;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;

/**
 * Reads a checkpoint's {@code config.json} by key and records which keys were read, so that a key
 * that may change the computation cannot be overlooked.
 *
 * <p>Every method that reads a key throws {@link UserException}, naming key and file, where the
 * value has another type or lies outside the range.
 */
public final class ModelConfig {
  private static final String MODEL_TYPE = "model_type";

  /** More would fill the memory with what each of them is. */
  private static final int MOST_LAYERS = 10_000;

  private final ConfigNode root;
  private final Set<String> read = new HashSet<>();

  private ModelConfig(ConfigNode root) {
    this.root = root;
  }

  /**
   * Parses a file's text.
   *
   * @param source the file's name, for messages
   * @throws UserException when the text is not a JSON object
   */
  public static ModelConfig parse(String source, String json) {
    return new ModelConfig(ConfigNode.parseJson(source, json));
  }

  /** Returns the family's name, {@code model_type}. */
  public String modelType() {
    return root.required(MODEL_TYPE).text();
  }

  /**
   * Describes the decoder, by the family of that {@code model_type}.
   *
   * @throws UserException when the family is unknown, when a key is missing or has a value that is
   *     not supported, or when a key is neither read by the family nor known to have no effect
   */
  public DecoderSpec describe() {
    ModelConfig fresh = new ModelConfig(root);
    UnreadKeys unread = new UnreadKeys(root, fresh.read);
    unread.requireCausal();
    fresh.requireAbsent("quantization_config");
    root.optional("num_hidden_layers").ifPresent(layers -> layers.integer(1, MOST_LAYERS));
    try {
      DecoderSpec spec = Architecture.CATALOG.find(modelType()).describe(fresh);
      unread.require(spec);
      return spec;
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (in " + root.source() + ")", e);
    }
  }

  /**
   * Returns whether the output head is the embedding: {@code tie_word_embeddings}, or where that is
   * absent the family's default; false where the family is unknown.
   */
  public boolean tiesHead() {
    Optional<ConfigNode> said = root.optional("tie_word_embeddings");
    if (said.isPresent()) {
      return said.get().flag();
    }
    try {
      return describe().tokens().tied();
    } catch (UserException e) {
      return false;
    }
  }

  /** Returns a whole number of at least 1 whose key must be present. */
  public int size(String key) {
    return required(key).integer(1, Integer.MAX_VALUE);
  }

  /** Returns a whole number of at least 1, or {@code absent} where the key is absent or null. */
  public int size(String key, int absent) {
    return optional(key).map(node -> node.integer(1, Integer.MAX_VALUE)).orElse(absent);
  }

  /** Returns a positive number whose key must be present. */
  public double number(String key) {
    return required(key).number(Double.MIN_VALUE, Double.MAX_VALUE);
  }

  /** Returns a positive number, or {@code absent} where the key is absent or null. */
  public double number(String key, double absent) {
    return optional(key)
        .map(node -> node.number(Double.MIN_VALUE, Double.MAX_VALUE))
        .orElse(absent);
  }

  /** Returns a boolean, or {@code absent} where the key is absent or null. */
  public boolean flag(String key, boolean absent) {
    return optional(key).map(ConfigNode::flag).orElse(absent);
  }

  /** Returns a value of any type whose key must be present. */
  public ConfigNode required(String key) {
    read.add(key);
    return root.required(key);
  }

  /** Returns a value of any type; empty where the key is absent or null. */
  public Optional<ConfigNode> optional(String key) {
    read.add(key);
    return root.optional(key);
  }

  /** Returns whether a key is present, with any value or with null; does not count as reading. */
  public boolean has(String key) {
    return root.has(key);
  }

  /** Declares that keys have no effect on what this family computes, whatever their values. */
  public void ignore(String... keys) {
    read.addAll(List.of(keys));
  }

  /**
   * Returns the attention window of every layer, in tokens, as {@link BlockSpec#window} has it: by
   * {@code layer_types} where that key is present, otherwise by the family's rule.
   *
   * @param layers number of layers
   * @param window of the layers that have one
   * @param rule decides whether a layer, counted from 0, has a window
   * @return one window for each layer
   */
  public List<Integer> windows(int layers, int window, IntPredicate rule) {
    Optional<ConfigNode> types = optional("layer_types");
    if (types.isEmpty()) {
      return IntStream.range(0, layers)
          .mapToObj(i -> rule.test(i) ? window : BlockSpec.WHOLE_CONTEXT)
          .toList();
    }
    return LayerTypes.windows(types.get(), layers, window);
  }

  /**
   * Refuses a key with a value that the graph does not support.
   *
   * @param supported the only accepted value, as text: {@code false}, {@code silu}
   * @param absent the value that counts where the key is absent or null
   */
  public void require(String key, String supported, String absent) {
    String value = optional(key).map(ConfigNode::text).orElse(absent);
    if (!value.equals(supported)) {
      throw new UserException(
          "Unsupported %s: %s (supported: %s; in %s)"
              .formatted(key, value, supported, root.source()));
    }
  }

  /** Refuses a key that is present with any value but null. */
  public void requireAbsent(String key) {
    optional(key)
        .ifPresent(
            node -> {
              throw new UserException(
                  "Unsupported %s: %s (supported: none; in %s)"
                      .formatted(key, node.toString(), root.source()));
            });
  }

  /** Returns the name of the file that this was read from, for messages. */
  public String source() {
    return root.source();
  }
}
