package org.alphagrid.merge.architecture;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells the role of a weight from its name in a Hugging Face checkpoint. It needs no knowledge of
 * the family, so it also serves families that cannot be run.
 */
public final class RoleNames {
  private static final List<String> NORM = List.of("norm", ".ln_", "ln_f");
  private static final List<String> EMBEDDING = List.of("embed", ".wte.", ".wpe.", "wte.");
  private static final List<String> HEAD = List.of("lm_head", "embed_out", "output.weight");
  private static final List<String> ATTENTION = List.of("attn", "attention");
  private static final List<String> FEED_FORWARD =
      List.of("mlp", "feed_forward", "ffn", "experts", "block_sparse_moe");
  private static final List<String> ROUTER =
      List.of("mlp.gate.", "block_sparse_moe.gate.", "router");
  private static final String MLP = "mlp";

  private RoleNames() {}

  /** Returns the role of a tensor; empty where its name tells none. */
  public static Optional<WeightRole> of(String tensor) {
    // Norms first: post_attention_layernorm is a norm. The head before what it may be tied to.
    if (hasAny(tensor, NORM)) {
      return Optional.of(WeightRole.NORM);
    }
    if (hasAny(tensor, ATTENTION)) {
      return Optional.of(WeightRole.ATTENTION);
    }
    if (hasAny(tensor, ROUTER)) {
      return Optional.of(WeightRole.ROUTER);
    }
    if (hasAny(tensor, FEED_FORWARD)) {
      return Optional.of(WeightRole.FEED_FORWARD);
    }
    if (hasAny(tensor, HEAD)) {
      return Optional.of(WeightRole.HEAD);
    }
    return hasAny(tensor, EMBEDDING) ? Optional.of(WeightRole.EMBEDDING) : Optional.empty();
  }

  private static boolean hasAny(String tensor, List<String> parts) {
    return parts.stream().anyMatch(tensor::contains);
  }

  /** Returns a role's name in sweep files, for example {@code feed-forward}. */
  public static String key(WeightRole role) {
    return role.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns all names in sweep files. */
  public static List<String> keys() {
    return Stream.of(WeightRole.values()).map(RoleNames::key).toList();
  }

  /** Finds the role of a name in sweep files; {@code mlp} is feed-forward. */
  public static Optional<WeightRole> find(String key) {
    return Stream.of(WeightRole.values())
        .filter(role -> key(role).equals(key.equals(MLP) ? key(WeightRole.FEED_FORWARD) : key))
        .findFirst();
  }
}
