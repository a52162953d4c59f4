package org.alphagrid.merge.mergekit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.architecture.LayerNames;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.compatibility.TensorNames;
import org.alphagrid.merge.engine.Parent;

/**
 * Decides which tensors of a slice's sources go into which tensors of the merged model: embeddings
 * come from the first slice, the final norm and the head from the last.
 *
 * @param checkpoints open models by name
 * @param firstLayer of the slice in the merged model
 * @param first whether it is the first slice
 * @param last whether it is the last slice
 */
record SliceTensors(
    Map<String, Checkpoint> checkpoints, int firstLayer, boolean first, boolean last) {
  private static final int MOST_LISTED = 10;
  private static final List<String> BESIDE =
      List.of("multi_modal", "mm_", "projector", "aligner", "connector");

  /** Returns the source, with its layers renumbered. */
  Parent parent(MergekitSource source) {
    int shift = source.layers().map(range -> range.start() - firstLayer).orElse(0);
    return Parent.of(source.model(), checkpoints.get(source.model()), shift);
  }

  /** Returns how many layers a source gives. */
  int layers(MergekitSource source) {
    return source
        .layers()
        .map(MergekitSource.LayerRange::count)
        .orElseGet(() -> layersOf(checkpoints.get(source.model())));
  }

  private static int layersOf(Checkpoint checkpoint) {
    return checkpoint.tensors().stream()
        .mapToInt(tensor -> LayerNames.layerOf(tensor.name()).orElse(-1) + 1)
        .max()
        .orElse(0);
  }

  /**
   * Returns the merged model's tensors.
   *
   * @throws UserException where sources do not have the same tensors in the same shapes
   */
  List<TensorEntry> compared(List<MergekitSource> sources) {
    Map<String, TensorEntry> ours = tensors(sources.get(0));
    List<String> differences = new ArrayList<>();
    for (MergekitSource source : sources.subList(1, sources.size())) {
      Optional<String> reason =
          TensorNames.explain(
              sources.get(0).model(), ours.keySet(), source.model(), tensors(source).keySet());
      if (reason.isPresent()) {
        throw new UserException("Cannot merge these models: " + reason.get());
      }
      compare(sources.get(0).model(), ours, source.model(), tensors(source), differences);
    }
    if (!differences.isEmpty()) {
      List<String> listed = differences.subList(0, Math.min(MOST_LISTED, differences.size()));
      throw new UserException(
          "Cannot merge these models: %d differences\n  - %s"
              .formatted(differences.size(), String.join("\n  - ", listed)));
    }
    return List.copyOf(ours.values());
  }

  private static void compare(
      String ourModel,
      Map<String, TensorEntry> ours,
      String theirModel,
      Map<String, TensorEntry> theirs,
      List<String> differences) {
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    for (String name : names) {
      TensorEntry our = ours.get(name);
      TensorEntry their = theirs.get(name);
      if (our == null || their == null) {
        differences.add(
            "tensor '%s' is in %s, not in %s"
                .formatted(
                    name,
                    our == null ? theirModel : ourModel,
                    our == null ? ourModel : theirModel));
      } else if (!our.shape().equals(their.shape())) {
        differences.add(
            "tensor '%s' is %s in %s, %s in %s%s"
                .formatted(
                    name,
                    our.shape(),
                    ourModel,
                    their.shape(),
                    theirModel,
                    isEmbedding(name) ? "; tokenizer_source brings vocabularies together" : ""));
      }
    }
  }

  /** Returns the names of the tensors that a source gives to the merged model, in order. */
  Set<String> names(MergekitSource source) {
    return tensors(source).keySet();
  }

  /**
   * Returns the names, in a source's own model, of the tensors that it may give: those of its
   * layers, and what is of no layer. Values may be given for the latter in any slice; a slice of no
   * layer, which lends head and norm, may have the values of the others.
   */
  Set<String> ownNames(MergekitSource source) {
    boolean noLayer = source.layers().filter(range -> range.count() == 0).isPresent();
    Set<String> names = new TreeSet<>();
    for (TensorEntry tensor : checkpoints.get(source.model()).tensors()) {
      if (noLayer
          || LayerNames.layerOf(tensor.name()).isEmpty()
          || belongs(source, tensor.name())) {
        names.add(tensor.name());
      }
    }
    return names;
  }

  /** Returns a source's tensors by their names in the merged model. */
  private Map<String, TensorEntry> tensors(MergekitSource source) {
    Checkpoint checkpoint = checkpoints.get(source.model());
    requireLayers(source, checkpoint);
    Map<String, TensorEntry> tensors = new TreeMap<>();
    for (TensorEntry tensor : checkpoint.tensors()) {
      if (belongs(source, tensor.name())) {
        int shift = source.layers().map(range -> firstLayer - range.start()).orElse(0);
        String name = LayerNames.shifted(tensor.name(), shift);
        tensors.put(
            name,
            new TensorEntry(name, tensor.dtype(), tensor.shape(), tensor.begin(), tensor.end()));
      }
    }
    return tensors;
  }

  private void requireLayers(MergekitSource source, Checkpoint checkpoint) {
    int present = layersOf(checkpoint);
    source
        .layers()
        .filter(range -> range.end() > present)
        .ifPresent(
            range -> {
              throw new UserException(
                  "Invalid layer_range [%d, %d] of model %s (must end at or before %d, its layers)"
                      .formatted(range.start(), range.end(), source.model(), present));
            });
  }

  private static boolean isEmbedding(String name) {
    return name.contains("embed") || name.contains("wte");
  }

  /** What a model sees or hears with stays together. */
  private static boolean isBeside(String name) {
    return LayerNames.isOfTower(name) || BESIDE.stream().anyMatch(name::contains);
  }

  private boolean belongs(MergekitSource source, String name) {
    OptionalInt layer = LayerNames.layerOf(name);
    if (layer.isEmpty()) {
      return isEmbedding(name) || isBeside(name) ? first : last;
    }
    return source
        .layers()
        .map(range -> layer.getAsInt() >= range.start() && layer.getAsInt() < range.end())
        .orElse(true);
  }
}
