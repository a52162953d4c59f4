package org.alphagrid.merge.tensor;

import static org.alphagrid.merge.tensor.VectorLanes.BYTES;
import static org.alphagrid.merge.tensor.VectorLanes.FLOATS;
import static org.alphagrid.merge.tensor.VectorLanes.INFINITE;
import static org.alphagrid.merge.tensor.VectorLanes.INTS;
import static org.alphagrid.merge.tensor.VectorLanes.MAGNITUDE;
import static org.alphagrid.merge.tensor.VectorLanes.SHORTS;
import static org.alphagrid.merge.tensor.VectorLanes.UPPER;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Holds the loops of {@link VectorCombinations}, from bfloat16 to bfloat16, over whole vectors
 * only. See {@link VectorLanes} for why they stand alone.
 *
 * <p>C2 counts what it inlines and stops early in a large method, but never at methods of the
 * Vector API itself. So the largest loops write out the steps that the others take from {@link
 * VectorLanes}.
 */
final class LoopsOfCombinations {
  private static final short SHORT_MAGNITUDE = 0x7fff;
  private static final int HALF_A_STEP = 0x7fff;
  private static final int BITS = 16;

  private LoopsOfCombinations() {}

  /** Returns the largest bits, without sign, of the stored 16-bit elements of two vectors. */
  static int largestBfloat16(byte[] x, byte[] y, int from, int to) {
    ShortVector largestX = ShortVector.zero(SHORTS);
    ShortVector largestY = ShortVector.zero(SHORTS);
    for (int i = from; i < to; i += BYTES.length()) {
      ShortVector p = ByteVector.fromArray(BYTES, x, i).reinterpretAsShorts();
      ShortVector q = ByteVector.fromArray(BYTES, y, i).reinterpretAsShorts();
      largestX = largestX.max(p.and(SHORT_MAGNITUDE));
      largestY = largestY.max(q.and(SHORT_MAGNITUDE));
    }
    return largestX.max(largestY).reduceLanes(VectorOperators.MAX);
  }

  /** {@code w x}; false where a result is not finite. */
  static boolean scale(float weight, StoredVectors vectors, int v, int count, StoredResult result) {
    byte[] x = vectors.vectors()[v];
    byte[] target = result.bytes();
    int shift = result.at() - vectors.at();
    int to = vectors.end(count);
    IntVector largest = IntVector.zero(INTS);
    for (int i = vectors.at(); i < to; i += BYTES.length()) {
      IntVector pairs = VectorLanes.load(x, i);
      IntVector first = VectorLanes.first(pairs).mul(weight).reinterpretAsInts();
      IntVector second = VectorLanes.second(pairs).mul(weight).reinterpretAsInts();
      largest = largest.max(first.and(MAGNITUDE)).max(second.and(MAGNITUDE));
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i + shift);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** {@code a x + b y}; false where a result is not finite. */
  static boolean sum(
      LinearCombination form, StoredVectors vectors, int v, int w, int count, StoredResult result) {
    byte[] x = vectors.vectors()[v];
    byte[] y = vectors.vectors()[w];
    byte[] target = result.bytes();
    int shift = result.at() - vectors.at();
    int to = vectors.end(count);
    FloatVector a = FloatVector.broadcast(FLOATS, form.weights()[v]);
    FloatVector b = FloatVector.broadcast(FLOATS, form.weights()[w]);
    IntVector upper = IntVector.broadcast(INTS, UPPER);
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector last = IntVector.broadcast(INTS, 1);
    IntVector half = IntVector.broadcast(INTS, HALF_A_STEP);
    IntVector largest = IntVector.zero(INTS);
    for (int i = vectors.at(); i < to; i += BYTES.length()) {
      IntVector p = ByteVector.fromArray(BYTES, x, i).reinterpretAsInts();
      IntVector q = ByteVector.fromArray(BYTES, y, i).reinterpretAsInts();
      FloatVector u = p.lanewise(VectorOperators.LSHL, BITS).reinterpretAsFloats();
      FloatVector t = q.lanewise(VectorOperators.LSHL, BITS).reinterpretAsFloats();
      IntVector first = u.mul(a).add(t.mul(b)).reinterpretAsInts();
      u = p.and(upper).reinterpretAsFloats();
      t = q.and(upper).reinterpretAsFloats();
      IntVector second = u.mul(a).add(t.mul(b)).reinterpretAsInts();
      largest = largest.max(first.and(magnitude)).max(second.and(magnitude));
      first = first.add(first.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      second = second.add(second.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      second
          .and(upper)
          .or(first.lanewise(VectorOperators.LSHR, BITS))
          .reinterpretAsBytes()
          .intoArray(target, i + shift);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** The same of two vectors where every result is known to be finite. */
  static void sumOfFinite(LinearCombination form, StoredVectors vectors, StoredResult result) {
    byte[] x = vectors.vectors()[0];
    byte[] y = vectors.vectors()[1];
    byte[] target = result.bytes();
    int shift = result.at() - vectors.at();
    int to = vectors.end(vectors.count());
    FloatVector a = FloatVector.broadcast(FLOATS, form.weights()[0]);
    FloatVector b = FloatVector.broadcast(FLOATS, form.weights()[1]);
    for (int i = vectors.at(); i < to; i += BYTES.length()) {
      IntVector p = VectorLanes.load(x, i);
      IntVector q = VectorLanes.load(y, i);
      IntVector first =
          VectorLanes.first(p).mul(a).add(VectorLanes.first(q).mul(b)).reinterpretAsInts();
      IntVector second =
          VectorLanes.second(p).mul(a).add(VectorLanes.second(q).mul(b)).reinterpretAsInts();
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i + shift);
    }
  }

  /**
   * The same by three forms, each result added to the lanes of its digest while it is in a
   * register: what three results share is loaded and decoded once, and their chains go on side by
   * side. Of every stripe only the words of one vector of lanes.
   *
   * @param results of the forms, of which all begin at the same byte
   * @param lanes of their digests
   * @param lane the first lane of the vector
   */
  static void threeSums(
      LinearCombination[] forms,
      StoredVectors vectors,
      StoredResult[] results,
      int[][] lanes,
      int lane) {
    byte[] x = vectors.vectors()[0];
    byte[] y = vectors.vectors()[1];
    byte[] target = results[0].bytes();
    byte[] target1 = results[1].bytes();
    byte[] target2 = results[2].bytes();
    int shift = results[0].at() - vectors.at();
    int to = vectors.end(vectors.count());
    FloatVector a = FloatVector.broadcast(FLOATS, forms[0].weights()[0]);
    FloatVector b = FloatVector.broadcast(FLOATS, forms[0].weights()[1]);
    FloatVector a1 = FloatVector.broadcast(FLOATS, forms[1].weights()[0]);
    FloatVector b1 = FloatVector.broadcast(FLOATS, forms[1].weights()[1]);
    FloatVector a2 = FloatVector.broadcast(FLOATS, forms[2].weights()[0]);
    FloatVector b2 = FloatVector.broadcast(FLOATS, forms[2].weights()[1]);
    IntVector upper = IntVector.broadcast(INTS, UPPER);
    IntVector last = IntVector.broadcast(INTS, 1);
    IntVector half = IntVector.broadcast(INTS, HALF_A_STEP);
    IntVector prime = IntVector.broadcast(INTS, StripedChecksum.PRIME);
    IntVector s = IntVector.fromArray(INTS, lanes[0], lane);
    IntVector s1 = IntVector.fromArray(INTS, lanes[1], lane);
    IntVector s2 = IntVector.fromArray(INTS, lanes[2], lane);
    for (int i = vectors.at() + lane * Integer.BYTES; i < to; i += StripedChecksum.STRIPE_BYTES) {
      IntVector p = ByteVector.fromArray(BYTES, x, i).reinterpretAsInts();
      IntVector q = ByteVector.fromArray(BYTES, y, i).reinterpretAsInts();
      FloatVector u = p.lanewise(VectorOperators.LSHL, BITS).reinterpretAsFloats();
      FloatVector v = q.lanewise(VectorOperators.LSHL, BITS).reinterpretAsFloats();
      FloatVector w = p.and(upper).reinterpretAsFloats();
      FloatVector z = q.and(upper).reinterpretAsFloats();
      IntVector first = u.mul(a).add(v.mul(b)).reinterpretAsInts();
      IntVector second = w.mul(a).add(z.mul(b)).reinterpretAsInts();
      first = first.add(first.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      second = second.add(second.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      IntVector pairs = second.and(upper).or(first.lanewise(VectorOperators.LSHR, BITS));
      pairs.reinterpretAsBytes().intoArray(target, i + shift);
      s = s.lanewise(VectorOperators.XOR, pairs).mul(prime);
      s = s.lanewise(VectorOperators.XOR, s.lanewise(VectorOperators.LSHR, StripedChecksum.SHIFT));
      first = u.mul(a1).add(v.mul(b1)).reinterpretAsInts();
      second = w.mul(a1).add(z.mul(b1)).reinterpretAsInts();
      first = first.add(first.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      second = second.add(second.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      pairs = second.and(upper).or(first.lanewise(VectorOperators.LSHR, BITS));
      pairs.reinterpretAsBytes().intoArray(target1, i + shift);
      s1 = s1.lanewise(VectorOperators.XOR, pairs).mul(prime);
      s1 =
          s1.lanewise(
              VectorOperators.XOR, s1.lanewise(VectorOperators.LSHR, StripedChecksum.SHIFT));
      first = u.mul(a2).add(v.mul(b2)).reinterpretAsInts();
      second = w.mul(a2).add(z.mul(b2)).reinterpretAsInts();
      first = first.add(first.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      second = second.add(second.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      pairs = second.and(upper).or(first.lanewise(VectorOperators.LSHR, BITS));
      pairs.reinterpretAsBytes().intoArray(target2, i + shift);
      s2 = s2.lanewise(VectorOperators.XOR, pairs).mul(prime);
      s2 =
          s2.lanewise(
              VectorOperators.XOR, s2.lanewise(VectorOperators.LSHR, StripedChecksum.SHIFT));
    }
    s.intoArray(lanes[0], lane);
    s1.intoArray(lanes[1], lane);
    s2.intoArray(lanes[2], lane);
  }

  /** {@code o + lambda (a (x - o) + b (y - o))}; false where a result is not finite. */
  static boolean differences(
      LinearCombination form, StoredVectors vectors, int count, StoredResult result) {
    byte[] x = vectors.vectors()[0];
    byte[] y = vectors.vectors()[1];
    byte[] origin = vectors.origin();
    byte[] target = result.bytes();
    int shift = result.at() - vectors.at();
    int to = vectors.end(count);
    FloatVector a = FloatVector.broadcast(FLOATS, form.weights()[0]);
    FloatVector b = FloatVector.broadcast(FLOATS, form.weights()[1]);
    FloatVector lambda = FloatVector.broadcast(FLOATS, form.lambda());
    IntVector upper = IntVector.broadcast(INTS, UPPER);
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector last = IntVector.broadcast(INTS, 1);
    IntVector half = IntVector.broadcast(INTS, HALF_A_STEP);
    IntVector largest = IntVector.zero(INTS);
    for (int i = vectors.at(); i < to; i += BYTES.length()) {
      IntVector p = ByteVector.fromArray(BYTES, x, i).reinterpretAsInts();
      IntVector q = ByteVector.fromArray(BYTES, y, i).reinterpretAsInts();
      IntVector r = ByteVector.fromArray(BYTES, origin, i).reinterpretAsInts();
      FloatVector o = r.lanewise(VectorOperators.LSHL, BITS).reinterpretAsFloats();
      FloatVector u = p.lanewise(VectorOperators.LSHL, BITS).reinterpretAsFloats().sub(o).mul(a);
      FloatVector v = q.lanewise(VectorOperators.LSHL, BITS).reinterpretAsFloats().sub(o).mul(b);
      IntVector first = o.add(u.add(v).mul(lambda)).reinterpretAsInts();
      o = r.and(upper).reinterpretAsFloats();
      u = p.and(upper).reinterpretAsFloats().sub(o).mul(a);
      v = q.and(upper).reinterpretAsFloats().sub(o).mul(b);
      IntVector second = o.add(u.add(v).mul(lambda)).reinterpretAsInts();
      largest = largest.max(first.and(magnitude)).max(second.and(magnitude));
      first = first.add(first.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      second = second.add(second.lanewise(VectorOperators.LSHR, BITS).and(last)).add(half);
      second
          .and(upper)
          .or(first.lanewise(VectorOperators.LSHR, BITS))
          .reinterpretAsBytes()
          .intoArray(target, i + shift);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }
}
