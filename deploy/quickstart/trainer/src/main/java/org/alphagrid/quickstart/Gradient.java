package org.alphagrid.quickstart;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Computes the weighted loss of some examples and its gradient on the calling thread. */
final class Gradient {
  private static final int TOKENS_PER_PART = 1_600;
  private static final float HIDDEN_FROM_VIEW = -1e9f;

  private final float[] slope;
  private final double loss;

  private Gradient(float[] slope, double loss) {
    this.slope = slope;
    this.loss = loss;
  }

  /** Sums over all reply tokens, each times its weight. */
  static Gradient of(
      DecoderShape shape, float[] weights, List<Example> examples, GradientCollector collector) {
    try (NDManager manager = NDManager.newBaseManager();
        NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray leaf = manager.create(weights);
      leaf.setRequiresGradient(true);
      double total = 0;
      for (List<Example> part : parts(examples)) {
        NDArray loss = loss(shape, leaf, part);
        collector.backward(loss);
        total += loss.getFloat();
      }
      return new Gradient(leaf.getGradient().toFloatArray(), total);
    }
  }

  float[] slope() {
    return slope;
  }

  double loss() {
    return loss;
  }

  /** Cuts by similar length, so that little is padding, and small enough for the caches. */
  private static List<List<Example>> parts(List<Example> examples) {
    List<Example> byLength = new ArrayList<>(examples);
    byLength.sort(Comparator.comparingInt(Example::length));
    List<List<Example>> parts = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= byLength.size(); to++) {
      boolean full =
          to < byLength.size() && (to + 1 - from) * byLength.get(to).length() > TOKENS_PER_PART;
      if (full || to == byLength.size()) {
        parts.add(byLength.subList(from, to));
        from = to;
      }
    }
    return parts;
  }

  private static NDArray loss(DecoderShape shape, NDArray leaf, List<Example> part) {
    NDManager manager = leaf.getManager();
    int batch = part.size();
    int length = part.get(batch - 1).length() - 1;
    long[] ids = new long[batch * length];
    long[] targets = new long[batch * length];
    float[] counted = new float[batch * length];
    for (int row = 0; row < batch; row++) {
      Example example = part.get(row);
      for (int i = 0; i + 1 < example.length(); i++) {
        ids[row * length + i] = example.id(i);
        targets[row * length + i] = example.id(i + 1);
        counted[row * length + i] = example.weight(i + 1);
      }
    }
    NDArray positions = manager.arange(0f, length).reshape(1, length);
    NDArray logits =
        new TrainableDecoder(shape, leaf)
            .logits(
                manager.create(ids, new Shape(batch, length)),
                TrainableDecoder.Rotation.of(positions, shape.headSize()),
                causalMask(manager, length),
                TrainerCache.none());
    NDArray logProbabilities =
        logits.logSoftmax(-1).gather(manager.create(targets, new Shape(targets.length, 1)), 1);
    return logProbabilities.reshape(-1).mul(manager.create(counted)).sum().neg();
  }

  private static NDArray causalMask(NDManager manager, int length) {
    float[] mask = new float[length * length];
    for (int row = 0; row < length; row++) {
      for (int column = row + 1; column < length; column++) {
        mask[row * length + column] = HIDDEN_FROM_VIEW;
      }
    }
    return manager.create(mask, new Shape(1, 1, 1, length, length));
  }
}
