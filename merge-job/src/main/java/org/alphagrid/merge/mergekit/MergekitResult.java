package org.alphagrid.merge.mergekit;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.compatibility.Difference;
import org.alphagrid.merge.files.CompanionFiles;
import org.alphagrid.merge.files.MergedConfig;
import org.alphagrid.merge.files.StackedLayers;
import org.alphagrid.merge.tensor.DType;

/**
 * Describes the merged model: its configuration, the files beside its weights, and whether the one
 * says what the other are.
 *
 * @param models open models by name, as they are on the disk
 * @param aligned their embeddings in the order of one vocabulary, where that is asked for
 */
record MergekitResult(
    MergekitConfig config, Map<String, Checkpoint> models, Optional<AlignedEmbeddings> aligned) {
  /**
   * Makes the configuration, before any tensor is read, and holds the tensors against it.
   *
   * @param tensors of the merged model
   * @param notes gets what the user should know
   * @throws UserException when they do not fit
   */
  MergedConfig describe(List<TensorEntry> tensors, DType dtype, List<String> notes)
      throws IOException {
    MergedConfig merged =
        MergedConfig.of(
            donor(),
            dtype,
            tensors,
            layers(),
            aligned.isPresent() ? OptionalInt.of(aligned.get().rows()) : OptionalInt.empty(),
            aligned.isPresent()
                ? Optional.of(aligned.get().written().ofConfig())
                : Optional.empty());
    notes.addAll(merged.notes());
    List<Difference> differences = merged.differences();
    String text = differences.stream().map(Difference::text).collect(joining("\n  - "));
    if (differences.stream().anyMatch(d -> d.weight() == Difference.Weight.FATAL)) {
      throw new UserException(
          "Cannot merge these models: the result would not be what its config.json says\n  - "
              + text);
    }
    if (!differences.isEmpty()) {
      notes.add(text);
    }
    return merged;
  }

  /** Returns the files beside the merged weights. */
  CompanionFiles files(MergedConfig merged) throws IOException {
    Optional<String> template = Optional.empty();
    if (config.chatTemplate().isPresent()) {
      template = config.chatTemplate().get().resolve(models.values());
    }
    if (aligned.isEmpty()) {
      return new CompanionFiles(
          merged, donor(), donor(), Optional.empty(), Optional.empty(), template);
    }
    return new CompanionFiles(
        merged,
        donor(),
        models.get(aligned.get().settingsFrom()),
        aligned.get().changedTokenizer(),
        Optional.of(aligned.get().written().ofGeneration()),
        template);
  }

  private Checkpoint donor() {
    return models.get(config.donor());
  }

  /**
   * Returns the layers of the merged model, where the configuration chooses them.
   *
   * @throws UserException when it chooses none
   */
  Optional<StackedLayers> layers() {
    List<StackedLayers.Origin> origins = new ArrayList<>();
    for (MergekitSlice slice : config.slices()) {
      MergekitSource source = SliceOperands.of(config, slice).models().get(0);
      if (source.layers().isEmpty()) {
        return Optional.empty();
      }
      MergekitSource.LayerRange range = source.layers().get();
      for (int layer = range.start(); layer < range.end(); layer++) {
        origins.add(new StackedLayers.Origin(models.get(source.model()), layer));
      }
    }
    if (origins.isEmpty()) {
      throw new UserException(
          "Invalid layer_range: every one is empty, so that the merged model had no layers (in %s)"
              .formatted(config.file()));
    }
    return Optional.of(new StackedLayers(origins));
  }
}
