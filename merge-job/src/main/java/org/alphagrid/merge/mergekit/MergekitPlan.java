package org.alphagrid.merge.mergekit;

import static java.util.stream.Collectors.joining;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SeparateHeads;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.compatibility.AllowNotation;
import org.alphagrid.merge.compatibility.CheckpointComparison;
import org.alphagrid.merge.compatibility.Difference;
import org.alphagrid.merge.compatibility.DifferenceNames;
import org.alphagrid.merge.compatibility.NamedCheckpoint;
import org.alphagrid.merge.engine.BoundMerge;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.files.CompanionFiles;
import org.alphagrid.merge.files.MergedConfig;
import org.alphagrid.merge.files.StackedLayers;
import org.alphagrid.merge.grid.Recipe;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Holds a configuration bound to its open models, every tensor and value checked. */
final class MergekitPlan implements Closeable {
  private final MergekitConfig config;
  private final Map<String, Checkpoint> models = new LinkedHashMap<>();
  private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
  private AlignedEmbeddings aligned;
  private DType donorDtype;
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

  /** Returns the model whose config and tokenizer the result has: the base, or the first model. */
  Checkpoint donor() {
    return checkpoints.get(config.donor());
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
    donorDtype = donorDtype();
    int place = 0;
    for (Map.Entry<String, Checkpoint> entry : checkpoints.entrySet()) {
      Path file = new Path(folder, "rows-%d.safetensors".formatted(place++));
      entry.setValue(embeddings.align(entry.getKey(), file));
    }
    aligned = embeddings;
  }

  /**
   * Describes the merged model by its configuration, before any tensor is read, and holds the
   * tensors it will have against that.
   *
   * @param tensors of the merged model
   * @throws UserException when they do not fit
   */
  void describe(List<TensorEntry> tensors) throws IOException {
    Optional<WrittenTokens> written = Optional.ofNullable(aligned).map(AlignedEmbeddings::written);
    merged =
        MergedConfig.of(
            donor(),
            dtype(),
            tensors,
            stackedLayers(),
            aligned == null ? OptionalInt.empty() : OptionalInt.of(aligned.rows()),
            written.isPresent() ? Optional.of(written.get().ofConfig()) : Optional.empty());
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
  }

  /** Returns what the user should know of the result, once everything was called. */
  List<String> notes() {
    return notes;
  }

  /** Returns the files beside the merged weights; known once {@link #describe} was called. */
  CompanionFiles files() throws IOException {
    Optional<String> template = Optional.empty();
    if (config.chatTemplate().isPresent()) {
      template = config.chatTemplate().get().resolve(checkpoints.values());
    }
    if (aligned == null) {
      return new CompanionFiles(
          merged, donor(), donor(), Optional.empty(), Optional.empty(), template);
    }
    return new CompanionFiles(
        merged,
        donor(),
        checkpoints.get(aligned.settingsFrom()),
        aligned.changedTokenizer(),
        Optional.of(aligned.written().ofGeneration()),
        template);
  }

  /**
   * Compares the models' files.
   *
   * @param allowed names of differences that may be there
   * @return the allowed differences, for the user
   */
  List<String> compare(Set<String> allowed) throws IOException {
    List<NamedCheckpoint> named =
        new ArrayList<>(List.of(new NamedCheckpoint(config.donor(), donor())));
    checkpoints.forEach(
        (model, checkpoint) -> {
          if (!model.equals(config.donor())) {
            named.add(new NamedCheckpoint(model, checkpoint));
          }
        });
    Set<String> settled = new HashSet<>(allowed);
    if (aligned != null) {
      settled.addAll(List.of("tokenizer", "added_tokens", "config.vocab_size"));
    }
    if (stackedLayers().isPresent()) {
      settled.add("config.num_hidden_layers");
    }
    // What a conversation looks like is the donor's to say, or chat_template's.
    settled.addAll(List.of("chat_template", "special_tokens"));
    CheckpointComparison comparison = CheckpointComparison.ofFiles(named);
    comparison.requireMergeable(settled, AllowNotation.OPTION);
    comparison.differences().stream()
        .filter(d -> d.weight() == Difference.Weight.NOTE && d.name().equals(DifferenceNames.TIED_HEAD))
        .map(Difference::text)
        .forEach(notes::add);
    return comparison.differences().stream()
        .filter(d -> d.weight() == Difference.Weight.MODEL)
        .filter(d -> !(d.name().equals("chat_template") && config.chatTemplate().isPresent()))
        .filter(d -> !settled.contains(d.name()) || allowed.contains(d.name()) || ofDonor(d))
        .map(Difference::text)
        .toList();
  }

  private static boolean ofDonor(Difference difference) {
    return List.of("chat_template", "special_tokens").contains(difference.name());
  }

  /** Returns the layers of the merged model, where the configuration chooses them. */
  private Optional<StackedLayers> stackedLayers() {
    List<StackedLayers.Origin> origins = new ArrayList<>();
    for (MergekitSlice slice : config.slices()) {
      MergekitSource source = SliceOperands.of(config, slice).models().get(0);
      if (source.layers().isEmpty()) {
        return Optional.empty();
      }
      for (int layer = source.layers().get().start(); layer < source.layers().get().end(); layer++) {
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

  /** Returns the element type of the result. */
  DType dtype() {
    return config.outDtype().or(config::dtype).orElseGet(this::donorDtype);
  }

  private DType donorDtype() {
    if (donorDtype != null) {
      return donorDtype;
    }
    return hasOneType() ? donor().tensors().iterator().next().dtype() : DType.F32;
  }

  private boolean hasOneType() {
    return donor().tensors().stream().map(TensorEntry::dtype).distinct().count() == 1;
  }

  /** A slice bound to the models' tensors. */
  private record BoundSlice(SliceOperands operands, SliceTensors tensors, SliceSettings settings) {
    /** Returns the models, then the base where there is one. */
    List<MergekitSource> sources() {
      List<MergekitSource> sources = new ArrayList<>(operands.models());
      operands.base().ifPresent(sources::add);
      return sources;
    }
  }

  private List<BoundSlice> slices() {
    List<BoundSlice> bound = new ArrayList<>();
    int first = 0;
    for (int s = 0; s < config.slices().size(); s++) {
      MergekitSlice slice = config.slices().get(s);
      SliceOperands operands = SliceOperands.of(config, slice);
      boolean last = s == config.slices().size() - 1;
      SliceTensors tensors = new SliceTensors(checkpoints, first, s == 0, last);
      int count = tensors.layers(operands.models().get(0));
      bound.add(
          new BoundSlice(
              operands,
              tensors,
              new SliceSettings(config, slice, operands.models(), first, count)));
      first += count;
    }
    return bound;
  }

  /** Returns what is merged, slice by slice; no tensor is read yet. */
  List<ModelMerge> merge() {
    List<ModelMerge> parts = new ArrayList<>();
    List<BoundSlice> slices = slices();
    stackedLayers();
    checkValues(slices);
    if (config.outDtype().isEmpty() && config.dtype().isEmpty() && !hasOneType()) {
      notes.add(
          "weights are stored as float32, since %s has tensors of several types; dtype says another"
              .formatted(config.donor()));
    }
    for (BoundSlice slice : slices) {
      List<MergekitSource> sources = slice.sources();
      List<TensorEntry> tensors = slice.tensors().compared(sources);
      List<Parent> parents = sources.stream().map(slice.tensors()::parent).toList();
      int models = slice.operands().models().size();
      List<Integer> places = IntStream.range(0, models).boxed().toList();
      BoundMerge.Operands operands =
          slice.operands().base().isPresent()
              ? new BoundMerge.Operands(models, places)
              : BoundMerge.Operands.withoutBase(places);
      BoundMerge bound = BoundMerge.of(config.method(), operands, tensors, slice.settings());
      parts.add(new ModelMerge(parents, tensors, List.of(bound), dtype()));
    }
    return parts;
  }

  /** Refuses values that are for no tensor. */
  private void checkValues(List<BoundSlice> slices) {
    FilterCheck check = new FilterCheck(config.file());
    Set<String> all = new TreeSet<>();
    for (int s = 0; s < slices.size(); s++) {
      MergekitSlice slice = config.slices().get(s);
      Set<String> ofSlice = new TreeSet<>();
      for (MergekitSource source : slices.get(s).sources()) {
        all.addAll(slices.get(s).tensors().names(source));
        ofSlice.addAll(slices.get(s).tensors().names(source));
        Set<String> own = slices.get(s).tensors().ownNames(source);
        ofSlice.addAll(own);
        all.addAll(own);
        check.check(source.parameters(), own);
      }
      check.check(slice.parameters(), ofSlice);
    }
    check.check(config.moduleParameters(), all);
    check.check(config.parameters(), all);
  }

  /**
   * Returns the digest of everything that determines the result.
   *
   * @param digests of the models' weights
   */
  String recipe(Map<String, String> digests) throws IOException {
    Recipe recipe = new Recipe(dtype());
    for (BoundSlice slice : slices()) {
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
