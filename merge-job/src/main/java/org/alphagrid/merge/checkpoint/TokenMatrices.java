package org.alphagrid.merge.checkpoint;

import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightRole;

/** Tells which tensors have a row for each token: the embedding and the head. */
public final class TokenMatrices {
  /** Embeddings of something else than tokens. */
  private static final List<String> OTHERS =
      List.of("wpe", "position", "token_type", "patch", "vision", "visual", "audio");

  private TokenMatrices() {}

  /** Tells whether a tensor has a row for each token. */
  public static boolean contain(TensorEntry tensor) {
    return tensor.shape().rank() == 2
        && RoleNames.of(tensor.name())
            .filter(role -> role == WeightRole.EMBEDDING || role == WeightRole.HEAD)
            .isPresent()
        && OTHERS.stream().noneMatch(tensor.name()::contains);
  }

  /**
   * Returns the name of the head that may be tied to an embedding; empty for any other tensor.
   * Names may have a prefix, as those of a language model inside of another model have.
   */
  static Optional<String> headOf(String embedding) {
    return embedding.endsWith(WeightLayout.EMBEDDING_NAME)
        ? Optional.of(replaceEnd(embedding, WeightLayout.EMBEDDING_NAME, WeightLayout.HEAD_NAME))
        : Optional.empty();
  }

  /** Returns the name of the embedding that a head may be tied to; empty for any other tensor. */
  static Optional<String> embeddingOf(String head) {
    return head.endsWith(WeightLayout.HEAD_NAME)
        ? Optional.of(replaceEnd(head, WeightLayout.HEAD_NAME, WeightLayout.EMBEDDING_NAME))
        : Optional.empty();
  }

  private static String replaceEnd(String name, String end, String other) {
    return name.substring(0, name.length() - end.length()) + other;
  }
}
