package org.alphagrid.quickstart;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Iterator;

/**
 * Runs the Qwen3 decoder over one flat weight vector, for training and for generation.
 *
 * <p>Letters in shape comments: B sequences, T new positions, S positions attended to, H hidden, N
 * heads, K key and value heads, D head size, F feed-forward, V vocabulary.
 */
final class TrainableDecoder {
  private final DecoderShape shape;
  private final NDList weights;
  // Arrays and not plain numbers: DJL frees a number's memory at once, but its gradient needs it.
  private final NDArray scale;
  private final NDArray minusHalf;

  /** Views the flat vector as tensors; one split, so its gradient is one concatenation. */
  TrainableDecoder(DecoderShape shape, NDArray flat) {
    this.shape = shape;
    this.weights = new NDList();
    this.scale = flat.getManager().create((float) (1 / Math.sqrt(shape.headSize())));
    this.minusHalf = flat.getManager().create(-0.5f);
    var slots = shape.slots();
    long[] ends = new long[slots.size() - 1];
    long offset = 0;
    for (int i = 0; i < ends.length; i++) {
      offset += slots.get(i).size();
      ends[i] = offset;
    }
    NDList parts = flat.split(ends);
    for (int i = 0; i < slots.size(); i++) {
      long[] dimensions = slots.get(i).dimensions().stream().mapToLong(d -> d).toArray();
      weights.add(parts.get(i).reshape(new Shape(dimensions)));
    }
  }

  /**
   * Runs the layers.
   *
   * @param ids [B,T]
   * @param rotation cosines and sines of the new positions, each [B or 1,1,T,D/2]
   * @param mask added to the scores, [B or 1,1,1,T,S]
   * @param cache keys and values of earlier positions, extended by this call
   * @return logits [B*T,V]
   */
  NDArray logits(NDArray ids, Rotation rotation, NDArray mask, TrainerCache cache) {
    long batch = ids.getShape().get(0);
    long length = ids.getShape().get(1);
    Iterator<NDArray> next = weights.iterator();
    NDArray embedding = next.next(); // [V,H]
    NDArray x = embedding.get(ids.reshape(-1)); // [B*T,H]
    for (int layer = 0; layer < shape.layers(); layer++) {
      NDArray normed = norm(x, next.next());
      x = x.add(attention(normed, next, batch, length, rotation, mask, cache, layer));
      normed = norm(x, next.next());
      x = x.add(feedForward(normed, next));
    }
    return linear(norm(x, next.next()), embedding);
  }

  private NDArray attention(
      NDArray x,
      Iterator<NDArray> next,
      long batch,
      long length,
      Rotation rotation,
      NDArray mask,
      TrainerCache cache,
      int layer) {
    int groups = shape.keyValueHeads();
    int perGroup = shape.heads() / groups;
    int headSize = shape.headSize();
    NDArray query = heads(linear(x, next.next()), batch, length, shape.heads()); // [B,N,T,D]
    NDArray key = heads(linear(x, next.next()), batch, length, groups); // [B,K,T,D]
    NDArray value = heads(linear(x, next.next()), batch, length, groups); // [B,K,T,D]
    NDArray output = next.next(); // [H,N*D]
    query = rotation.apply(norm(query, next.next())).mul(scale);
    key = cache.extendKeys(layer, rotation.apply(norm(key, next.next()))); // [B,K,S,D]
    value = cache.extendValues(layer, value);

    // The heads of a group share keys, so they can be rows of one product.
    NDArray scores =
        query
            .reshape(batch, groups, perGroup * length, headSize)
            .matMul(key.transpose(0, 1, 3, 2)); // [B,K,N/K*T,S]
    Shape rows = scores.getShape();
    NDArray share =
        scores
            .reshape(batch, groups, perGroup, length, rows.get(3))
            .addi(mask)
            .softmax(-1)
            .reshape(rows);
    NDArray mixed =
        share
            .matMul(value)
            .reshape(batch, shape.heads(), length, headSize)
            .transpose(0, 2, 1, 3)
            .reshape(batch * length, (long) shape.heads() * headSize);
    return linear(mixed, output);
  }

  private NDArray feedForward(NDArray x, Iterator<NDArray> next) {
    NDArray gate = linear(x, next.next()); // [B*T,F]
    NDArray up = linear(x, next.next()); // [B*T,F]
    return linear(gate.mul(Activation.sigmoid(gate)).mul(up), next.next());
  }

  private NDArray heads(NDArray x, long batch, long length, int count) {
    return x.reshape(batch, length, count, shape.headSize()).transpose(0, 2, 1, 3);
  }

  private static NDArray linear(NDArray x, NDArray weight) {
    return x.matMul(weight.transpose());
  }

  private NDArray norm(NDArray x, NDArray weight) {
    NDArray meanSquare = x.square().mean(new int[] {-1}, true);
    return x.mul(meanSquare.add(DecoderShape.NORM_EPSILON).pow(minusHalf)).mul(weight);
  }

  /** Cosines and sines of the rotary embedding, Hugging Face's half-split pairing. */
  record Rotation(NDArray cosine, NDArray sine) {

    /** Gives the angles of positions [B,T] as [B,1,T,D/2]. */
    static Rotation of(NDArray positions, int headSize) {
      int half = headSize / 2;
      float[] frequencies = new float[half];
      for (int i = 0; i < half; i++) {
        frequencies[i] = (float) Math.pow(DecoderShape.ROPE_THETA, -2.0 * i / headSize);
      }
      NDArray angles =
          positions
              .expandDims(1)
              .expandDims(3)
              .mul(positions.getManager().create(frequencies).reshape(1, 1, 1, half));
      return new Rotation(angles.cos(), angles.sin());
    }

    /** Turns element i of a head together with element i + D/2. */
    NDArray apply(NDArray x) {
      NDList halves = x.split(2, 3);
      NDArray low = halves.get(0);
      NDArray high = halves.get(1);
      return NDArrays.concat(
          new NDList(low.mul(cosine).sub(high.mul(sine)), high.mul(cosine).add(low.mul(sine))), 3);
    }
  }
}
