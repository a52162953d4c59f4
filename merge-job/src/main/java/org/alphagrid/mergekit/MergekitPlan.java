package org.alphagrid.mergekit;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.merge.BoundMerge;
import org.alphagrid.merge.MergedCheckpoint;
import org.alphagrid.merge.Parent;
import org.alphagrid.merge.TensorMerger;
import org.alphagrid.tensor.DType;
import org.apache.hadoop.fs.Path;

/** A configuration bound to its open models, every tensor and value checked. */
final class MergekitPlan implements Closeable {
  private final MergekitConfig config;
  private final Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
  private int layers;

  private MergekitPlan(MergekitConfig config) {
    this.config = config;
  }

  /**
   * Opens every model.
   *
   * @param folder where relative paths start; null for the working directory
   */
  static MergekitPlan open(MergekitConfig config, Path folder) throws IOException {
    MergekitPlan plan = new MergekitPlan(config);
    try {
      for (MergekitSlice slice : config.slices()) {
        for (MergekitSource source : slice.sources()) {
          plan.open(source.model(), folder);
        }
        if (slice.base().isPresent()) {
          plan.open(slice.base().get(), folder);
        }
      }
      if (config.base().isPresent()) {
        plan.open(config.base().get(), folder);
      }
      return plan;
    } catch (IOException | RuntimeException e) {
      plan.close();
      throw e;
    }
  }

  private void open(String model, Path folder) throws IOException {
    if (!checkpoints.containsKey(model)) {
      Path path = new Path(model);
      boolean absolute = folder == null || path.isUriPathAbsolute();
      checkpoints.put(model, Checkpoint.open(absolute ? path : new Path(folder, path)));
    }
  }

  /** The models by their names in the file. */
  Map<String, Checkpoint> checkpoints() {
    return checkpoints;
  }

  /** Who lends config and tokenizer: the base, or the first model. */
  Checkpoint donor() {
    return checkpoints.get(config.base().orElse(config.slices().get(0).sources().get(0).model()));
  }

  /** Layers of the merged model, once {@link #merge} was called. */
  OptionalInt layers() {
    return config.slices().get(0).sources().get(0).layers().isPresent()
        ? OptionalInt.of(layers)
        : OptionalInt.empty();
  }

  /** The element type of the result. */
  DType dtype() {
    return config.outDtype().or(config::dtype).orElseGet(this::donorDtype);
  }

  private DType donorDtype() {
    List<DType> types = donor().tensors().stream().map(TensorEntry::dtype).distinct().toList();
    return types.size() == 1 ? types.get(0) : DType.F32;
  }

  /** Everything the merged model consists of; nothing is read yet. */
  MergedCheckpoint merge() {
    MergedCheckpoint merged = new MergedCheckpoint(dtype());
    layers = 0;
    for (int s = 0; s < config.slices().size(); s++) {
      MergekitSlice slice = config.slices().get(s);
      SliceOperands operands = SliceOperands.of(config, slice);
      boolean last = s == config.slices().size() - 1;
      SliceTensors part = new SliceTensors(checkpoints, layers, s == 0, last);
      List<MergekitSource> sources = new ArrayList<>(operands.models());
      operands.base().ifPresent(sources::add);
      List<TensorEntry> tensors = part.compared(sources);
      int count = part.layers(sources.get(0));
      List<Parent> parents = sources.stream().map(part::parent).toList();
      List<Integer> places = new ArrayList<>();
      for (int m = 0; m < operands.models().size(); m++) {
        places.add(m);
      }
      int base = operands.base().isPresent() ? sources.size() - 1 : -1;
      SliceSettings settings = new SliceSettings(config, slice, operands.models(), layers, count);
      // Every value is looked up now, so that a missing one stops before anything is read.
      tensors.forEach(tensor -> settings.apply(tensor.name()));
      BoundMerge bound =
          new BoundMerge(config.method(), new BoundMerge.Operands(base, places), settings);
      merged.add(new TensorMerger(parents, tensors, List.of(bound), dtype()), tensors);
      layers += count;
    }
    return merged;
  }

  @Override
  public void close() throws IOException {
    for (Checkpoint checkpoint : checkpoints.values()) {
      checkpoint.close();
    }
  }
}
