package org.alphagrid.merge.tensor;

import jdk.incubator.vector.VectorShape;

/** Computes {@link BlockMasks} by the Vector API. */
final class VectorMasks extends BlockMasks {
  private static final int WIDTH = VectorLanes.WIDTH;

  @Override
  public void dropBelow(int leastBits, float[] values, int count) {
    int whole = count - count % WIDTH;
    LoopsOfMasks.dropBelow(leastBits, values, whole);
    dropBelow(leastBits, values, whole, count);
  }

  @Override
  public void addElected(
      float[][] vectors, float[] weights, float[] origin, float lambda, float[] target, int count) {
    int whole = 0;
    if (vectors.length == 2) {
      whole = count - count % WIDTH;
      float[] x = vectors[0];
      float[] y = vectors[1];
      if (weights == null) {
        LoopsOfMasks.addElected(x, y, origin, lambda, target, whole);
      } else {
        LoopsOfMasks.addElected(x, y, weights[0], weights[1], origin, lambda, target, whole);
      }
    }
    addElected(vectors, weights, origin, lambda, target, whole, count);
  }

  @Override
  public void weighLargest(
      int leastBits,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      int count) {
    int whole = count - count % WIDTH;
    LoopsOfMasks.weighLargest(leastBits, x, origin, factor, weight, target, whole);
    weighLargest(leastBits, x, origin, factor, weight, target, whole, count);
  }

  @Override
  public void weighDrawn(
      CounterRandom random,
      long limit,
      float[] x,
      float[] origin,
      float factor,
      float weight,
      float[] target,
      long first,
      int count) {
    int from = (int) Math.min(count, first & 1);
    int to = wholeDraws(from, count);
    weighDrawn(random, limit, x, origin, factor, weight, target, first, 0, from);
    LoopsOfMasks.weighDrawn(
        random.key(), (int) limit, (first + from) / 2, x, origin, factor, weight, target, from, to);
    weighDrawn(random, limit, x, origin, factor, weight, target, first, to, count);
  }

  /** Narrower vectors have no product of longs. A limit of 2^31 is right as an int as well. */
  private static int wholeDraws(int from, int count) {
    return VectorLanes.SHAPE == VectorShape.S_512_BIT ? count - (count - from) % WIDTH : from;
  }

  @Override
  public void dropRandomly(
      CounterRandom random, long limit, float[] values, long first, int count) {
    int from = (int) Math.min(count, first & 1);
    int to = wholeDraws(from, count);
    dropRandomly(random, limit, values, first, 0, from);
    LoopsOfMasks.dropRandomly(random.key(), (int) limit, (first + from) / 2, values, from, to);
    dropRandomly(random, limit, values, first, to, count);
  }
}
