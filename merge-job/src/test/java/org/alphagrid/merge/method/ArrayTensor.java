package org.alphagrid.merge.method;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alphagrid.merge.tensor.Shape;

/** A model of one tensor held in arrays, cut into chunks, tasks and blocks of any size. */
public final class ArrayTensor implements TensorScope {
  static final String NAME = "model.layers.0.mlp.up_proj.weight";

  private final float[] base;
  private final float[][] models;
  private final TensorShape shape;
  private final Cutting cutting;
  private final Map<Object, Object> answers = new HashMap<>();

  /**
   * How the work is cut.
   *
   * @param chunk elements, or nearly so; it decides how sums are rounded
   * @param tasks over which chunks are spread, done in a random order
   * @param block elements, or nearly so where blocks hold whole rows
   */
  public record Cutting(int chunk, int tasks, int block) {
    public static final Cutting WHOLE = new Cutting(1 << 20, 1, 1 << 20);
  }

  public ArrayTensor(float[] base, float[][] models, Shape shape, Cutting cutting) {
    this.base = base;
    this.models = models;
    this.shape = TensorShape.of(shape, cutting.chunk());
    this.cutting = cutting;
  }

  /** Merges at a point of a sweep over direct, think and base. */
  public static float[] merge(
      MergeMethod method, ParameterValues values, float[][] parents, Shape shape, Cutting cutting) {
    boolean operand = method.base() == BaseUse.OPERAND;
    float[] base =
        SweepForm.base(method, values).map(role -> parents[operand ? 0 : 2]).orElse(null);
    float[][] models =
        SweepForm.models(method).stream()
            .map(role -> parents[role.equals(ParentRole.DIRECT) ? 0 : 1])
            .toArray(float[][]::new);
    MergeSettings settings = SweepForm.settings(method, values);
    method.check(settings);
    return new ArrayTensor(base, models, shape, cutting).merge(method, settings);
  }

  float[] merge(MergeMethod method, MergeSettings settings) {
    BlockKernel kernel = method.kernel(settings, this);
    float[] merged = new float[(int) shape.elements()];
    for (int first = 0, count; first < merged.length; first += count) {
      count = Math.min(blockLength(kernel.wholeRows()), merged.length - first);
      float[] part = new float[count];
      kernel.merge(block(first, count), part);
      System.arraycopy(part, 0, merged, first, count);
    }
    return merged;
  }

  private int blockLength(boolean wholeRows) {
    return wholeRows
        ? Math.max(1, cutting.block() / shape.rowLength()) * shape.rowLength()
        : cutting.block();
  }

  private ParentBlock block(int first, int count) {
    float[][] parts = new float[models.length][];
    for (int m = 0; m < parts.length; m++) {
      parts[m] = Arrays.copyOfRange(models[m], first, first + count);
    }
    float[] origin = base == null ? null : Arrays.copyOfRange(base, first, first + count);
    return new ParentBlock(origin, parts, first, count);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public TensorShape shape() {
    return shape;
  }

  @Override
  public boolean hasBase() {
    return base != null;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R> R scan(TensorStatistic<R> scan) {
    if (!answers.containsKey(scan)) {
      int from = scan.onlyChunk().orElse(0);
      int to = scan.onlyChunk().isPresent() ? from + 1 : shape.chunks();
      answers.put(scan, joined(scan, from, to).result());
    }
    return (R) answers.get(scan);
  }

  /** One pass for each task, in a random order, joined in the order of the chunks. */
  private <R> Accumulator<R> joined(TensorStatistic<R> scan, int from, int to) {
    int tasks = scan.wholeTensor() ? 1 : Math.min(cutting.tasks(), to - from);
    List<Integer> order = new ArrayList<>();
    List<Accumulator<R>> passes = new ArrayList<>();
    for (int task = 0; task < tasks; task++) {
      order.add(task);
      passes.add(scan.start(shape));
    }
    Collections.shuffle(order, new Random(1));
    for (int task : order) {
      int first = from + (to - from) * task / tasks;
      int end = from + (to - from) * (task + 1) / tasks;
      for (int chunk = first; chunk < end; chunk++) {
        run(passes.get(task), chunk, scan.wholeRows());
      }
    }
    Accumulator<R> joined = passes.get(0);
    passes.subList(1, tasks).forEach(joined::append);
    return joined;
  }

  private void run(Accumulator<?> pass, int chunk, boolean wholeRows) {
    int first = (int) (chunk * shape.chunkElements());
    int end = (int) Math.min(shape.elements(), first + shape.chunkElements());
    for (int at = first, count; at < end; at += count) {
      count = Math.min(blockLength(wholeRows), end - at);
      pass.add(block(at, count));
    }
    pass.endChunk();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <R extends Serializable> R derive(Derived<R> question) {
    if (!answers.containsKey(question)) {
      answers.put(question, question.from(this));
    }
    return (R) answers.get(question);
  }

  @Override
  public <R extends Serializable> R model(ModelStatistic<R> statistic) {
    ArrayTensor only = this;
    return statistic.of(
        new ModelScope() {
          @Override
          public List<? extends TensorScope> tensors() {
            return List.of(only);
          }

          @Override
          public <A> A scan(TensorStatistic<A> scan) {
            return only.scan(scan);
          }
        });
  }
}
