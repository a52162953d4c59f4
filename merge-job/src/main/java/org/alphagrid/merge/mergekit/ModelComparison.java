package org.alphagrid.merge.mergekit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.compatibility.AllowNotation;
import org.alphagrid.merge.compatibility.CheckpointComparison;
import org.alphagrid.merge.compatibility.Difference;
import org.alphagrid.merge.compatibility.DifferenceNames;
import org.alphagrid.merge.compatibility.NamedCheckpoint;
import org.alphagrid.merge.files.StackedLayers;

/** Compares the configurations and tokenizers of a configuration's models. */
final class ModelComparison {
  private static final List<String> OF_DONOR = List.of("chat_template", "special_tokens");

  private final MergekitConfig config;
  private final CheckpointComparison comparison;

  private ModelComparison(MergekitConfig config, CheckpointComparison comparison) {
    this.config = config;
    this.comparison = comparison;
  }

  /**
   * Compares the models with the donor.
   *
   * @param models open, by name
   */
  static ModelComparison of(MergekitConfig config, Map<String, Checkpoint> models)
      throws IOException {
    List<NamedCheckpoint> named = new ArrayList<>();
    named.add(new NamedCheckpoint(config.donor(), models.get(config.donor())));
    models.forEach(
        (model, checkpoint) -> {
          if (!model.equals(config.donor())) {
            named.add(new NamedCheckpoint(model, checkpoint));
          }
        });
    return new ModelComparison(config, CheckpointComparison.ofFiles(named));
  }

  /**
   * Stops where anything stands in the way.
   *
   * @param allowed names of differences that may be there
   * @param stacked whether the configuration chooses layers
   * @return the differences that are there all the same and change the model
   */
  List<String> require(Set<String> allowed, boolean stacked) {
    Set<String> settled = new HashSet<>(allowed);
    if (config.tokenizer().isPresent()) {
      settled.addAll(List.of("tokenizer", "added_tokens", "config.vocab_size"));
    }
    if (stacked) {
      for (NamedCheckpoint model : comparison.compared()) {
        StackedLayers.keys(model.checkpoint()).forEach(key -> settled.add("config." + key));
      }
    }
    // What a conversation looks like is the donor's to say, or chat_template's.
    settled.addAll(OF_DONOR);
    comparison.requireMergeable(settled, AllowNotation.OPTION);
    return comparison.differences().stream()
        .filter(d -> d.weight() == Difference.Weight.MODEL)
        .filter(d -> !(d.name().equals("chat_template") && config.chatTemplate().isPresent()))
        .filter(
            d ->
                !settled.contains(d.name())
                    || allowed.contains(d.name())
                    || OF_DONOR.contains(d.name()))
        .map(Difference::text)
        .toList();
  }

  /** Says whose embedding stands for a head, or is stored once more as one. */
  List<String> heads() {
    return comparison.differences().stream()
        .filter(d -> d.weight() == Difference.Weight.NOTE)
        .filter(d -> d.name().equals(DifferenceNames.TIED_HEAD))
        .map(Difference::text)
        .toList();
  }
}
