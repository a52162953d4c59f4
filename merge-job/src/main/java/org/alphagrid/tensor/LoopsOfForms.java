package org.alphagrid.tensor;

import static org.alphagrid.tensor.VectorLanes.BYTES;
import static org.alphagrid.tensor.VectorLanes.INFINITE;
import static org.alphagrid.tensor.VectorLanes.INTS;
import static org.alphagrid.tensor.VectorLanes.MAGNITUDE;
import static org.alphagrid.tensor.VectorLanes.SHORTS;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of {@link VectorForms}, from bfloat16 to bfloat16, over whole vectors only. See {@link
 * VectorLanes} for why they stand alone.
 */
final class LoopsOfForms {
  private static final short SHORT_MAGNITUDE = 0x7fff;

  private LoopsOfForms() {}

  /** The largest bits, without sign, of stored 16-bit elements. */
  static int largestBfloat16(byte[] x, int from, int to) {
    ShortVector largest = ShortVector.zero(SHORTS);
    for (int i = from; i < to; i += BYTES.length()) {
      largest =
          largest.max(ByteVector.fromArray(BYTES, x, i).reinterpretAsShorts().and(SHORT_MAGNITUDE));
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  /** {@code w x} from bfloat16 to bfloat16; false where a result is not finite. */
  static boolean scale(float weight, byte[] x, byte[] target, int from, int to) {
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      IntVector pairs = VectorLanes.load(x, i);
      IntVector first = VectorLanes.first(pairs).mul(weight).reinterpretAsInts();
      IntVector second = VectorLanes.second(pairs).mul(weight).reinterpretAsInts();
      largest = largest.max(first.and(MAGNITUDE)).max(second.and(MAGNITUDE));
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** {@code a x + b y} from bfloat16 to bfloat16; false where a result is not finite. */
  static boolean sum(float a, byte[] x, float b, byte[] y, byte[] target, int from, int to) {
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      IntVector u = VectorLanes.load(x, i);
      IntVector v = VectorLanes.load(y, i);
      IntVector first =
          VectorLanes.first(u).mul(a).add(VectorLanes.first(v).mul(b)).reinterpretAsInts();
      IntVector second =
          VectorLanes.second(u).mul(a).add(VectorLanes.second(v).mul(b)).reinterpretAsInts();
      largest = largest.max(first.and(MAGNITUDE)).max(second.and(MAGNITUDE));
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** The same where every result is known to be finite. */
  static void sumOfFinite(float a, byte[] x, float b, byte[] y, byte[] target, int from, int to) {
    for (int i = from; i < to; i += BYTES.length()) {
      IntVector u = VectorLanes.load(x, i);
      IntVector v = VectorLanes.load(y, i);
      IntVector first =
          VectorLanes.first(u).mul(a).add(VectorLanes.first(v).mul(b)).reinterpretAsInts();
      IntVector second =
          VectorLanes.second(u).mul(a).add(VectorLanes.second(v).mul(b)).reinterpretAsInts();
      VectorLanes.pairs(VectorLanes.rounded(first), VectorLanes.rounded(second))
          .intoArray(target, i);
    }
  }

  /**
   * {@code o + lambda (a (x - o) + b (y - o))} of the first elements of pairs; false where a result
   * is not finite.
   */
  static boolean differencesOfFirst(
      LinearForm form, byte[] x, byte[] y, byte[] origin, byte[] target, int from, int to) {
    float a = form.weights()[0];
    float b = form.weights()[1];
    float lambda = form.lambda();
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      FloatVector o = VectorLanes.first(VectorLanes.load(origin, i));
      FloatVector u = VectorLanes.first(VectorLanes.load(x, i)).sub(o).mul(a);
      FloatVector v = VectorLanes.first(VectorLanes.load(y, i)).sub(o).mul(b);
      IntVector bits = o.add(u.add(v).mul(lambda)).reinterpretAsInts();
      largest = largest.max(bits.and(MAGNITUDE));
      VectorLanes.rounded(bits)
          .lanewise(VectorOperators.LSHR, 16)
          .reinterpretAsBytes()
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }

  /** The same of the second elements, added to the first that are there. */
  static boolean differencesOfSecond(
      LinearForm form, byte[] x, byte[] y, byte[] origin, byte[] target, int from, int to) {
    float a = form.weights()[0];
    float b = form.weights()[1];
    float lambda = form.lambda();
    IntVector largest = IntVector.zero(INTS);
    for (int i = from; i < to; i += BYTES.length()) {
      FloatVector o = VectorLanes.second(VectorLanes.load(origin, i));
      FloatVector u = VectorLanes.second(VectorLanes.load(x, i)).sub(o).mul(a);
      FloatVector v = VectorLanes.second(VectorLanes.load(y, i)).sub(o).mul(b);
      IntVector bits = o.add(u.add(v).mul(lambda)).reinterpretAsInts();
      largest = largest.max(bits.and(MAGNITUDE));
      VectorLanes.rounded(bits)
          .and(VectorLanes.UPPER)
          .or(VectorLanes.load(target, i))
          .reinterpretAsBytes()
          .intoArray(target, i);
    }
    return largest.reduceLanes(VectorOperators.MAX) < INFINITE;
  }
}
