package org.alphagrid.merge.mergekit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.Reading;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TokenMatrices;
import org.alphagrid.merge.method.Compatibility;

/**
 * Crops embeddings and heads to the rows that the models have in common, as mergekit does where no
 * tokenizer is asked for: most methods to the fewest rows, those of task vectors to the base's.
 * Matrices may be padded differently; rows behind the tokens say nothing.
 */
final class CroppedVocabularies {
  private static final Set<String> TO_FEWEST =
      Set.of("linear", "slerp", "nuslerp", "model_stock", "arcee_fusion");
  private static final Set<String> TO_BASE =
      Set.of(
          "task_arithmetic",
          "ties",
          "dare_linear",
          "dare_ties",
          "della",
          "della_linear",
          "breadcrumbs",
          "breadcrumbs_ties");

  private CroppedVocabularies() {}

  /**
   * Changes how models are read where mergekit crops them.
   *
   * @param models by name
   * @return what was cropped, for the user
   */
  static List<String> crop(MergekitConfig config, Map<String, Checkpoint> models) {
    if (config.compatibility() != Compatibility.MERGEKIT || config.tokenizer().isPresent()) {
      return List.of();
    }
    OptionalLong most = mostRows(config, models);
    List<String> notes = new ArrayList<>();
    models.replaceAll(
        (name, model) -> {
          long rows = rows(model);
          if (most.isEmpty() || rows <= most.getAsLong()) {
            return model;
          }
          notes.add(
              "as mergekit does, the first %d of %s's %d rows of embedding and head are merged, the others left out"
                  .formatted(most.getAsLong(), name, rows));
          return model.as(new Reading(model.reading().separateHead(), most.getAsLong()));
        });
    return notes;
  }

  private static OptionalLong mostRows(MergekitConfig config, Map<String, Checkpoint> models) {
    if (TO_FEWEST.contains(config.method().name())) {
      return models.values().stream().mapToLong(CroppedVocabularies::rows).min();
    }
    return TO_BASE.contains(config.method().name()) && config.base().isPresent()
        ? OptionalLong.of(rows(models.get(config.base().get())))
        : OptionalLong.empty();
  }

  /** Returns the rows of a model's embedding and head. */
  static long rows(Checkpoint model) {
    return model.tensors().stream()
        .filter(TokenMatrices::contain)
        .mapToLong((TensorEntry tensor) -> tensor.shape().dimension(0))
        .max()
        .orElse(0);
  }
}
