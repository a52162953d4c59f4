package org.alphagrid.merge.mergekit;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SeparateHeads;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.files.CompanionFiles;
import org.alphagrid.merge.files.MergedConfig;
import org.alphagrid.merge.grid.Recipe;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Holds a configuration bound to its open models, every tensor and value checked. */
final class MergekitPlan implements Closeable {
  private final MergekitConfig config;
  private final Map<String, Checkpoint> models = new LinkedHashMap<>();
  private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
  private Optional<AlignedEmbeddings> aligned = Optional.empty();
  private final List<String> notes = new ArrayList<>();
  private MergedConfig merged;

  private MergekitPlan(MergekitConfig config) {
    this.config = config;
  }

  /** Opens every model. */
  static MergekitPlan open(MergekitConfig config, ModelNames names) throws IOException {
    MergekitPlan plan = new MergekitPlan(config);
    try {
      for (String model : config.models()) {
        plan.models.put(model, open(names.folder(model), model));
      }
      SeparateHeads.where(plan.models);
      plan.notes.addAll(CroppedVocabularies.crop(config, plan.models));
      plan.checkpoints.putAll(plan.models);
      return plan;
    } catch (IOException | RuntimeException e) {
      plan.close();
      throw e;
    }
  }

  private static Checkpoint open(Path folder, String model) throws IOException {
    try {
      return Checkpoint.open(folder);
    } catch (UserException e) {
      throw new UserException("Model %s: %s".formatted(model, e.getMessage()), e);
    }
  }

  /** Returns the models by their names in the file, as they are on disk. */
  Map<String, Checkpoint> models() {
    return models;
  }

  /**
   * Brings embeddings to one vocabulary where the configuration asks for it; to be called before
   * {@link #merge}.
   *
   * @param folder for files that are needed until everything is written
   */
  void prepare(Path folder) throws IOException {
    if (config.tokenizer().isEmpty()) {
      return;
    }
    AlignedEmbeddings embeddings =
        new AlignedEmbeddings(
            models,
            config.tokenizer().get(),
            config.donor(),
            config.compatibility() == Compatibility.NONE);
    notes.addAll(embeddings.notes());
    int place = 0;
    for (Map.Entry<String, Checkpoint> entry : checkpoints.entrySet()) {
      Path file = new Path(folder, "rows-%d.safetensors".formatted(place++));
      entry.setValue(embeddings.align(entry.getKey(), file));
    }
    aligned = Optional.of(embeddings);
  }

  /**
   * Compares the models, and describes the merged one by its configuration.
   *
   * @param tensors of the merged model
   * @param allowed names of differences between the models that may be there
   * @return the differences that are there and change the model
   * @throws UserException when models cannot be merged, or the result would not be what it says
   */
  List<String> describe(List<TensorEntry> tensors, Set<String> allowed) throws IOException {
    ModelComparison comparison = ModelComparison.of(config, models);
    List<String> differences = comparison.require(allowed, result().layers().isPresent());
    differences.forEach(text -> notes.add("the models differ: " + text));
    notes.addAll(comparison.heads());
    merged = result().describe(tensors, dtype(), notes);
    return differences;
  }

  private MergekitResult result() {
    return new MergekitResult(config, models, aligned);
  }

  /** Returns what the user should know of the result, once everything was called. */
  List<String> notes() {
    return notes;
  }

  /** Returns the files beside the merged weights; known once {@link #describe} was called. */
  CompanionFiles files() throws IOException {
    return result().files(merged);
  }

  /** Returns the element type of the result. */
  DType dtype() {
    return config.outDtype().or(config::dtype).orElseGet(this::donorDtype);
  }

  private DType donorDtype() {
    return donorTypes().size() == 1 ? donorTypes().get(0) : DType.F32;
  }

  private List<DType> donorTypes() {
    return models.get(config.donor()).tensors().stream()
        .map(TensorEntry::dtype)
        .distinct()
        .toList();
  }

  /** Returns what is merged, slice by slice; no tensor is read yet. */
  List<ModelMerge> merge() {
    List<BoundSlice> slices = BoundSlice.all(config, checkpoints);
    result().layers();
    new FilterCheck(config).check(slices);
    if (config.outDtype().isEmpty() && config.dtype().isEmpty() && donorTypes().size() > 1) {
      notes.add(
          "weights are stored as float32, since %s has tensors of several types; dtype says another"
              .formatted(config.donor()));
    }
    return slices.stream().map(slice -> slice.merge(dtype())).toList();
  }

  /**
   * Returns the digest of everything that determines the result.
   *
   * @param digests of the models' weights
   */
  String recipe(Map<String, String> digests) throws IOException {
    Recipe recipe = new Recipe(dtype());
    for (BoundSlice slice : BoundSlice.all(config, checkpoints)) {
      Function<MergekitSource, String> text =
          source ->
              digests.get(source.model())
                  + source.layers().map(range -> " from layer " + range.start()).orElse("");
      recipe.add(
          config.method(),
          slice.operands().base().map(text),
          slice.operands().models().stream().map(text).toList(),
          slice.tensors().names(slice.operands().models().get(0)),
          slice.settings());
    }
    // Beside the weights, and for them where vocabularies are aligned.
    boolean all = config.tokenizer().isPresent() || config.chatTemplate().isPresent();
    for (Map.Entry<String, Checkpoint> model : models.entrySet()) {
      if (all || model.getKey().equals(config.donor())) {
        recipe.add("files of " + digests.get(model.getKey()), filesDigest(model.getValue()));
      }
    }
    config.tokenizer().ifPresent(choice -> recipe.add("tokenizer", choice.toString()));
    config.chatTemplate().ifPresent(choice -> recipe.add("chat template", choice.text()));
    return recipe.digest();
  }

  private static String filesDigest(Checkpoint model) throws IOException {
    StringBuilder text = new StringBuilder();
    List<Path> files = new ArrayList<>(model.companions().values());
    files.add(new Path(model.directory(), Checkpoint.CONFIG));
    for (Path file : files) {
      text.append(file.getName()).append(' ').append(Storage.readText(file)).append('\n');
    }
    return WeightDigest.ofText(text.toString());
  }

  @Override
  public void close() throws IOException {
    for (Checkpoint model : models.values()) {
      model.close();
    }
    for (Checkpoint aligned : checkpoints.values()) {
      aligned.close();
    }
  }
}
