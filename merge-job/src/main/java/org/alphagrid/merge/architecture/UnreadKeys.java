package org.alphagrid.merge.architecture;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.architecture.FeedForwardSpec.Experts;

/**
 * Checks the keys of a {@code config.json} that a family has not read: each must be known to have
 * no effect, at any value or at the value that it has.
 */
final class UnreadKeys {
  private static final String WINDOWS = "use_sliding_window";

  /** What a window is, for families that look at it only where {@link #WINDOWS} says so. */
  private static final Set<String> OF_WINDOWS = Set.of("sliding_window", "max_window_layers");

  private final ConfigNode root;
  private final Set<String> read;

  /**
   * @param read keys that the family reads; more may come until {@link #require}
   */
  UnreadKeys(ConfigNode root, Set<String> read) {
    this.root = root;
    this.read = read;
  }

  /** Refuses a class without a language-model head, which has other outputs than logits. */
  void requireCausal() {
    for (ConfigNode name :
        root.optional("architectures").map(ConfigNode::items).orElse(List.of())) {
      if (!name.text().toLowerCase(Locale.ROOT).endsWith("forcausallm")) {
        throw new UserException(
            "Unsupported architectures: %s (supported: names ending in ForCausalLM; in %s)"
                .formatted(name.text(), root.source()));
      }
    }
  }

  /**
   * Refuses keys that may change what the model computes.
   *
   * @param spec what the family read
   */
  void require(DecoderSpec spec) {
    Set<String> unread = new TreeSet<>(root.keys());
    unread.removeAll(read);
    unread.removeIf(NeutralKeys::contains);
    if (root.optional(WINDOWS).map(ConfigNode::toString).equals(Optional.of("false"))) {
      unread.removeAll(OF_WINDOWS);
    }
    if (unread.remove("layer_types")) {
      requireLayerTypes(spec);
    }
    for (String key : NeutralKeys.AT_A_VALUE.keySet()) {
      if (unread.remove(key)) {
        require(key, NeutralKeys.AT_A_VALUE.get(key));
      }
    }
    Map<String, String> repeated = repeated(spec);
    for (String key : repeated.keySet()) {
      if (unread.remove(key)) {
        require(key, repeated.get(key));
      }
    }
    if (!unread.isEmpty()) {
      throw new UserException(
          "Unsupported keys %s: family '%s' does not know them (read: %s; in %s; keys without effect on the computation may be taken out)"
              .formatted(unread, spec.family(), new TreeSet<>(read), root.source()));
    }
  }

  /** Keys that say once more what the family has, with the value that says it. */
  private static Map<String, String> repeated(DecoderSpec spec) {
    int experts =
        spec.blocks().stream()
            .mapToInt(block -> block.feedForward() instanceof Experts all ? all.count() : 0)
            .max()
            .orElse(0);
    boolean norm = spec.attention().queryKeyNorm() != QueryKeyNorm.NONE;
    return Map.of(
        "num_experts", String.valueOf(experts),
        "num_local_experts", String.valueOf(experts),
        "use_qk_norm", String.valueOf(norm));
  }

  /** Compares as JSON; a number may be written 1 or 1.0. */
  private void require(String key, String supported) {
    ConfigNode value = root.required(key);
    boolean number = value.isNumber() && Character.isDigit(supported.charAt(0));
    if (number
        ? value.decimal().compareTo(new BigDecimal(supported)) != 0
        : !value.toString().equals(supported)) {
      throw new UserException(
          "Unsupported %s: %s (supported: %s; in %s)"
              .formatted(key, value, supported, root.source()));
    }
  }

  /** A family that does not read the types of layers has them all the same; the list may say so. */
  private void requireLayerTypes(DecoderSpec spec) {
    List<Integer> said = LayerTypes.windows(root.required("layer_types"), spec.layers(), 1);
    for (int layer = 0; layer < spec.layers(); layer++) {
      boolean window = spec.blocks().get(layer).window() != BlockSpec.WHOLE_CONTEXT;
      if (window != (said.get(layer) != BlockSpec.WHOLE_CONTEXT)) {
        throw new UserException(
            "Unsupported layer_types[%d]: %s (supported: %s, as the family has it; in %s)"
                .formatted(
                    layer,
                    root.required("layer_types").items().get(layer).text(),
                    window ? LayerTypes.WINDOW : LayerTypes.WHOLE,
                    root.source()));
      }
    }
  }
}
