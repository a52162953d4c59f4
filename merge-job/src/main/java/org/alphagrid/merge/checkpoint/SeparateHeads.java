package org.alphagrid.merge.checkpoint;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.alphagrid.core.UserException;

/**
 * Brings models whose head is their embedding and models with a head of their own to one form:
 * where any has a head, the embedding stands for it in the others, and what is merged of them has a
 * head of its own.
 */
public final class SeparateHeads {
  private SeparateHeads() {}

  /** Changes how models are read where that is needed to have the same heads. */
  public static <K> void where(Map<K, Checkpoint> models) {
    Set<String> heads = heads(models.values());
    models.replaceAll((name, model) -> lacks(model, heads) ? read(model) : model);
  }

  private static Checkpoint read(Checkpoint model) {
    return model.as(new Reading(true, model.reading().mostRows()));
  }

  private static Set<String> heads(Collection<Checkpoint> models) {
    return models.stream()
        .flatMap(model -> model.tensors().stream())
        .map(TensorEntry::name)
        .filter(name -> TokenMatrices.embeddingOf(name).isPresent())
        .collect(Collectors.toSet());
  }

  /** A model that says it has a head of its own, and has none, is not complete. */
  private static boolean lacks(Checkpoint model, Set<String> heads) {
    return heads.stream()
        .anyMatch(
            head -> {
              Optional<String> embedding = TokenMatrices.embeddingOf(head);
              return model.tensor(head) == null
                  && embedding.filter(name -> model.tensor(name) != null).isPresent()
                  && mayBeTied(model);
            });
  }

  private static boolean mayBeTied(Checkpoint model) {
    if (model.config().tiesHead()) {
      return true;
    }
    if (model.config().has("tie_word_embeddings")) {
      return false;
    }
    try {
      model.config().describe();
      return false;
    } catch (UserException e) {
      // Of an unknown family nothing says whether it ties its head; that it has none does.
      return true;
    }
  }
}
