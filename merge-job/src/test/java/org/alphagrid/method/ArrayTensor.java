package org.alphagrid.method;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.tensor.Shape;

/** A model of one tensor held in arrays, cut into blocks of any size. */
final class ArrayTensor implements TensorScope {
  static final String NAME = "model.layers.0.mlp.up_proj.weight";

  private final float[] base;
  private final float[][] models;
  private final TensorShape shape;
  private final int blockElements;
  private final Map<Scan<?>, Object> answers = new HashMap<>();

  ArrayTensor(float[] base, float[][] models, Shape shape, int blockElements) {
    this.base = base;
    this.models = models;
    this.shape = TensorShape.of(shape);
    this.blockElements = blockElements;
  }

  /** Merges at a point of a sweep over direct, think and base. */
  static float[] merge(
      MergeMethod method, ParameterValues values, float[][] parents, Shape shape, int block) {
    boolean operand = method.base() == BaseUse.OPERAND;
    float[] base =
        SweepForm.base(method, values).map(role -> parents[operand ? 0 : 2]).orElse(null);
    float[][] models =
        SweepForm.models(method).stream()
            .map(role -> parents[role == ParentRole.DIRECT ? 0 : 1])
            .toArray(float[][]::new);
    MergeSettings settings = SweepForm.settings(method, values);
    method.check(settings);
    return new ArrayTensor(base, models, shape, block).merge(method, settings);
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
        ? Math.max(1, blockElements / shape.rowLength()) * shape.rowLength()
        : blockElements;
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
  public <R> R scan(Scan<R> scan) {
    Object answer = answers.get(scan);
    if (answer == null) {
      Pass<R> pass = scan.start(shape);
      run(pass, scan.wholeRows());
      answer = pass.result();
      answers.put(scan, answer);
    }
    return (R) answer;
  }

  @Override
  public void stream(Pass<?> pass) {
    run(pass, false);
  }

  private void run(Pass<?> pass, boolean wholeRows) {
    int length = (int) shape.elements();
    for (int first = 0, count; first < length; first += count) {
      count = Math.min(blockLength(wholeRows), length - first);
      pass.add(block(first, count));
    }
  }

  @Override
  public <R extends Serializable> R model(ModelStatistic<R> statistic) {
    return statistic.of(List.of(this));
  }
}
