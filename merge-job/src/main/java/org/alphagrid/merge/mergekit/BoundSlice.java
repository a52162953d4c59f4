package org.alphagrid.merge.mergekit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.engine.BoundMerge;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.tensor.DType;

/**
 * Binds a slice to the models' tensors.
 *
 * @param slice as the configuration has it
 */
record BoundSlice(
    MergekitSlice slice, SliceOperands operands, SliceTensors tensors, SliceSettings settings) {
  /**
   * Binds every slice, in their order.
   *
   * @param checkpoints open models by name
   */
  static List<BoundSlice> all(MergekitConfig config, Map<String, Checkpoint> checkpoints) {
    List<BoundSlice> bound = new ArrayList<>();
    int first = 0;
    for (int s = 0; s < config.slices().size(); s++) {
      MergekitSlice slice = config.slices().get(s);
      SliceOperands operands = SliceOperands.of(config, slice);
      boolean last = s == config.slices().size() - 1;
      SliceTensors tensors = new SliceTensors(checkpoints, first, s == 0, last);
      int count = tensors.layers(operands.models().get(0));
      SliceSettings settings = new SliceSettings(config, slice, operands.models(), first, count);
      bound.add(new BoundSlice(slice, operands, tensors, settings));
      first += count;
    }
    return bound;
  }

  /** Returns the models, then the base where there is one. */
  List<MergekitSource> sources() {
    List<MergekitSource> sources = new ArrayList<>(operands.models());
    operands.base().ifPresent(sources::add);
    return sources;
  }

  /** Returns what is merged; no tensor is read yet. */
  ModelMerge merge(DType dtype) {
    List<TensorEntry> compared = tensors.compared(sources());
    List<Parent> parents = sources().stream().map(tensors::parent).toList();
    int models = operands.models().size();
    List<Integer> places = IntStream.range(0, models).boxed().toList();
    BoundMerge.Operands bound =
        operands.base().isPresent()
            ? new BoundMerge.Operands(models, places)
            : BoundMerge.Operands.withoutBase(places);
    BoundMerge merge = BoundMerge.of(settings.config().method(), bound, compared, settings);
    return new ModelMerge(parents, compared, List.of(merge), dtype);
  }
}
