package org.alphagrid.merge.architecture;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;

/**
 * A typed view of a checkpoint's {@code config.json} that remembers which keys were read, so that
 * none that may change the computation is passed over.
 */
public final class ModelConfig {
  private static final String MODEL_TYPE = "model_type";

  private final ConfigNode root;
  private final Set<String> read = new HashSet<>();

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
    return root.required(MODEL_TYPE).text();
  }

  /**
   * The decoder this file describes, by its family.
   *
   * @throws UserException when the family is unknown, a key is missing, has a value that is not
   *     supported, or is one that neither the family reads nor is known to be without effect
   */
  public DecoderSpec describe() {
    ModelConfig fresh = new ModelConfig(root);
    fresh.requireCausal();
    fresh.requireAbsent("quantization_config");
    try {
      DecoderSpec spec = Architecture.CATALOG.find(modelType()).describe(fresh);
      fresh.requireAllRead();
      return spec;
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (in " + root.source() + ")", e);
    }
  }

  /** Whether the head is the embedding; not where neither the file nor its family says so. */
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

  /** A size that must be there. */
  public int size(String key) {
    return required(key).integer(1, Integer.MAX_VALUE);
  }

  /** A size with a default. */
  public int size(String key, int absent) {
    return optional(key).map(node -> node.integer(1, Integer.MAX_VALUE)).orElse(absent);
  }

  /** A positive number that must be there. */
  public double number(String key) {
    return required(key).number(Double.MIN_VALUE, Double.MAX_VALUE);
  }

  /** A positive number with a default. */
  public double number(String key, double absent) {
    return optional(key)
        .map(node -> node.number(Double.MIN_VALUE, Double.MAX_VALUE))
        .orElse(absent);
  }

  /** A switch with a default. */
  public boolean flag(String key, boolean absent) {
    return optional(key).map(ConfigNode::flag).orElse(absent);
  }

  /** A value that must be there. */
  public ConfigNode required(String key) {
    read.add(key);
    return root.required(key);
  }

  /** A value that may be absent or null. */
  public Optional<ConfigNode> optional(String key) {
    read.add(key);
    return root.optional(key);
  }

  /** Whether a key is there, be it null. */
  public boolean has(String key) {
    return root.has(key);
  }

  /** Says that a key has no effect in this family. */
  public void ignore(String... keys) {
    read.addAll(List.of(keys));
  }

  /**
   * The window of every layer: {@code layer_types} where it is there, else what the family's rule
   * says.
   *
   * @param window of the layers that have one
   * @param rule whether a layer, 0-based, has a window where nothing else is said
   */
  public List<Integer> windows(int layers, int window, IntPredicate rule) {
    Optional<ConfigNode> types = optional("layer_types");
    if (types.isEmpty()) {
      return IntStream.range(0, layers).mapToObj(i -> rule.test(i) ? window : 0).toList();
    }
    List<ConfigNode> items = types.get().items();
    if (items.size() != layers) {
      throw types.get().invalid("a list of %d, one for each layer".formatted(layers));
    }
    return items.stream().map(item -> windowOf(item, window)).toList();
  }

  private static int windowOf(ConfigNode type, int window) {
    return switch (type.text()) {
      case "full_attention" -> BlockSpec.WHOLE_CONTEXT;
      case "sliding_attention" -> {
        if (window == BlockSpec.WHOLE_CONTEXT) {
          throw type.invalid("full_attention, since no sliding window is set");
        }
        yield window;
      }
      default -> throw type.invalid("one of [full_attention, sliding_attention]");
    };
  }

  /** Refuses a key whose value asks for something the graph does not do. */
  public void require(String key, String supported, String absent) {
    String value = optional(key).map(ConfigNode::text).orElse(absent);
    if (!value.equals(supported)) {
      throw new UserException(
          "Unsupported %s: %s (supported: %s; in %s)"
              .formatted(key, value, supported, root.source()));
    }
  }

  /** Refuses a key that is present at all, unless null. */
  public void requireAbsent(String key) {
    optional(key)
        .ifPresent(
            node -> {
              throw new UserException(
                  "Unsupported %s: %s (supported: none; in %s)"
                      .formatted(key, node.toString(), root.source()));
            });
  }

  /** The file this was read from, for messages. */
  public String source() {
    return root.source();
  }

  /** A class without a language-model head has other outputs than logits. */
  private void requireCausal() {
    for (ConfigNode name : optional("architectures").map(ConfigNode::items).orElse(List.of())) {
      if (!name.text().toLowerCase(Locale.ROOT).endsWith("forcausallm")) {
        throw new UserException(
            "Unsupported architectures: %s (supported: names ending in ForCausalLM; in %s)"
                .formatted(name.text(), root.source()));
      }
    }
  }

  private void requireAllRead() {
    Set<String> unread = new TreeSet<>(root.keys());
    unread.removeAll(read);
    unread.removeAll(NeutralKeys.ALL);
    if (!unread.isEmpty()) {
      throw new UserException(
          "Unsupported keys %s: family '%s' does not know them (read: %s; in %s; keys without effect on the computation may be taken out)"
              .formatted(unread, modelType(), new TreeSet<>(read), root.source()));
    }
  }
}
