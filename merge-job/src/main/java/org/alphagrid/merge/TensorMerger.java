package org.alphagrid.merge;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.BoundMerge.Operands;
import org.alphagrid.method.BlockKernel;
import org.alphagrid.method.ModelStatistic;
import org.alphagrid.method.ParentBlock;
import org.alphagrid.method.ParentRole;
import org.alphagrid.method.TensorShape;
import org.alphagrid.tensor.BlockCodec;
import org.alphagrid.tensor.DType;

/**
 * Merges tensors of open parents by many recipes at once: each block of the parents is read and
 * decoded once for all of them. Holds a few blocks of memory, whatever the tensor's size, unless a
 * method needs the whole of it.
 */
public final class TensorMerger {
  private final DType dtype;
  private final List<TensorEntry> tensors;
  private final List<BoundMerge> merges;
  private final TensorBlocks blocks;
  private final boolean[] wanted;
  private final Map<Operands, ScopedModel> models = new HashMap<>();
  private float[] merged = new float[0];
  private byte[] encoded = new byte[0];
  private BlockCodec codec = new BlockCodec(0);

  /**
   * @param parents compared before: every one has every tensor, in one shape
   * @param tensors all tensors of the model, ordered by name
   * @param merges what is to be made of them
   * @param dtype element type of the results
   */
  public TensorMerger(
      List<Parent> parents, List<TensorEntry> tensors, List<BoundMerge> merges, DType dtype) {
    this.dtype = dtype;
    this.tensors = List.copyOf(tensors);
    this.merges = List.copyOf(merges);
    this.blocks = new TensorBlocks(parents);
    this.wanted = new boolean[parents.size()];
    for (BoundMerge merge : merges) {
      models.computeIfAbsent(
          merge.operands(), o -> new ScopedModel(blocks, tensors, o, parents.size()));
      for (int p = 0; p < wanted.length; p++) {
        wanted[p] |= merge.operands().reads(p);
      }
    }
  }

  /** For points of a sweep; true merges, no parents. */
  static TensorMerger of(ParentSet parents, List<GridPoint> points, DType dtype) {
    List<ParentRole> roles = List.copyOf(parents.all().keySet());
    TensorPlaces places = new TensorPlaces(parents.tensors());
    return new TensorMerger(
        roles.stream().map(role -> new Parent(role.key(), parents.parent(role))).toList(),
        parents.tensors(),
        points.stream().map(point -> BoundMerge.of(point, roles, places)).toList(),
        dtype);
  }

  /**
   * What the recipes need to know of the whole model, each in the order its method names them; read
   * by {@link #know} of another merger over the same parents.
   */
  List<List<Serializable>> modelAnswers() throws IOException {
    List<List<Serializable>> answers = new ArrayList<>();
    try {
      for (BoundMerge merge : merges) {
        List<Serializable> own = new ArrayList<>();
        for (ModelStatistic<?> statistic : merge.modelStatistics(tensors)) {
          own.add(models.get(merge.operands()).statistic(statistic));
        }
        answers.add(own);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return answers;
  }

  /** Takes over answers, so that the whole model need not be read again. */
  void know(List<List<Serializable>> answers) {
    for (int m = 0; m < merges.size(); m++) {
      List<ModelStatistic<?>> statistics = merges.get(m).modelStatistics(tensors);
      for (int s = 0; s < answers.get(m).size(); s++) {
        models.get(merges.get(m).operands()).answer(statistics.get(s), answers.get(m).get(s));
      }
    }
  }

  /**
   * Merges one tensor by every recipe.
   *
   * @param tensor as the model lists it
   * @param sinks one for each recipe, in their order
   */
  void merge(TensorEntry tensor, List<? extends TensorSink> sinks) throws IOException {
    if (tensor.shape().elements() == 0) {
      return;
    }
    List<BlockKernel> kernels = kernels(tensor);
    boolean wholeRows = kernels.stream().anyMatch(BlockKernel::wholeRows);
    int size =
        wholeRows
            ? TensorBlocks.rowBlock(TensorShape.of(tensor.shape()).rowLength())
            : TensorBlocks.BLOCK_ELEMENTS;
    reserve(size);
    blocks.forEach(
        tensor,
        wanted,
        size,
        (parents, first, count) -> {
          for (int k = 0; k < kernels.size(); k++) {
            ScopedModel model = models.get(merges.get(k).operands());
            ParentBlock block = model.block(parents, first, count);
            kernels.get(k).merge(block, merged);
            codec.encode(dtype, merged, count, encoded);
            sinks.get(k).accept(encoded, count * dtype.bytes());
          }
        });
  }

  private List<BlockKernel> kernels(TensorEntry tensor) throws IOException {
    Map<Operands, ScopedTensor> scopes = new HashMap<>();
    List<BlockKernel> kernels = new ArrayList<>();
    try {
      for (BoundMerge merge : merges) {
        ScopedTensor scope =
            scopes.computeIfAbsent(merge.operands(), o -> new ScopedTensor(models.get(o), tensor));
        kernels.add(merge.method().kernel(merge.settings().apply(tensor.name()), scope));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return kernels;
  }

  private void reserve(int elements) {
    if (merged.length < elements) {
      merged = new float[elements];
      encoded = new byte[elements * dtype.bytes()];
      codec = new BlockCodec(elements);
    }
  }
}
