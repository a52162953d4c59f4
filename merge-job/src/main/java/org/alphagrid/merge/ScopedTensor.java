package org.alphagrid.merge;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.method.ModelStatistic;
import org.alphagrid.method.Pass;
import org.alphagrid.method.Scan;
import org.alphagrid.method.TensorScope;
import org.alphagrid.method.TensorShape;

/** One tensor of some operands; remembers the answers to scans for as long as it lives. */
final class ScopedTensor implements TensorScope {
  private final ScopedModel model;
  private final TensorEntry tensor;
  private final TensorShape shape;
  private final Map<Scan<?>, Object> answers = new HashMap<>();

  ScopedTensor(ScopedModel model, TensorEntry tensor) {
    this.model = model;
    this.tensor = tensor;
    this.shape = TensorShape.of(tensor.shape());
  }

  @Override
  public String name() {
    return tensor.name();
  }

  @Override
  public TensorShape shape() {
    return shape;
  }

  @Override
  public boolean hasBase() {
    return model.operands().base() >= 0;
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

  @Override
  public <R extends Serializable> R model(ModelStatistic<R> statistic) {
    return model.statistic(statistic);
  }

  private void run(Pass<?> pass, boolean wholeRows) {
    int size = wholeRows ? TensorBlocks.rowBlock(shape.rowLength()) : TensorBlocks.BLOCK_ELEMENTS;
    try {
      model
          .blocks()
          .forEach(
              tensor,
              model.wanted(),
              size,
              (parents, first, count) -> pass.add(model.block(parents, first, count)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
