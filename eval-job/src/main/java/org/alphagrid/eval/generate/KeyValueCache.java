package org.alphagrid.eval.generate;

import org.alphagrid.eval.generate.ort.Binding;
import org.alphagrid.eval.onnx.ComputeType;
import org.alphagrid.eval.onnx.Ports;
import org.alphagrid.merge.architecture.DecoderSpec;

/**
 * Holds keys and values of all layers for a number of sequences, each in its slot: [slots, heads,
 * positions, head size]. Slot is the outermost axis, so neighbouring slots are one contiguous
 * range.
 *
 * <p>The memory is fixed, its division is not: longer slots are fewer slots. {@link #reshape} moves
 * what the slots hold to its new places within the same memory.
 */
final class KeyValueCache implements AutoCloseable {
  private final int tensors;
  private final int heads;
  private final int headSize;
  private final CacheMemory memory;
  private int positions;

  /** Makes a cache for that many slots. */
  KeyValueCache(DecoderSpec spec, int slots, int positions) {
    this(
        spec,
        new HostCacheMemory(
            ComputeType.F32,
            2 * spec.layers(),
            (long) slots * positions * spec.attention().keyValueWidth()),
        positions);
  }

  /** Divides memory, which is closed with the cache, into slots of that many positions. */
  KeyValueCache(DecoderSpec spec, CacheMemory memory, int positions) {
    this.tensors = 2 * spec.layers();
    this.heads = spec.attention().keyValueHeads();
    this.headSize = spec.attention().headSize();
    this.memory = memory;
    this.positions = positions;
  }

  private long slotValues(int length) {
    return (long) heads * length * headSize;
  }

  int slots() {
    return slotsOf(positions);
  }

  /** Returns how many slots of that many positions there is room for. */
  int slotsOf(int length) {
    return (int) Math.min(Integer.MAX_VALUE, memory.values() / slotValues(length));
  }

  /** Positions each slot has room for. */
  int positions() {
    return positions;
  }

  /** Returns the most positions that each of so many slots could have. */
  int positionsOf(int slots) {
    return (int) Math.min(Integer.MAX_VALUE, memory.values() / slots / heads / headSize);
  }

  /**
   * Divides the memory anew. Whoever bound slots must bind them again.
   *
   * @param lengths positions in use of the leading slots, which keep what they hold there
   */
  void reshape(int newPositions, int[] lengths) {
    long before = (long) positions * headSize;
    long after = (long) newPositions * headSize;
    int rows = lengths.length * heads;
    for (int i = 0; i < rows; i++) {
      // Growing, the last goes first: its new place is beyond all that is still to be moved.
      int row = newPositions > positions ? rows - 1 - i : i;
      long count = (long) lengths[row / heads] * headSize;
      if (row > 0 && count > 0) {
        for (int tensor = 0; tensor < tensors; tensor++) {
          memory.copy(tensor, row * before, row * after, count);
        }
      }
    }
    positions = newPositions;
  }

  /** Binds {@code count} slots from {@code first} on as past and, in place, present. */
  void bind(Binding binding, int first, int count) {
    long[] shape = {count, heads, positions, headSize};
    long begin = first * slotValues(positions);
    for (int layer = 0; layer < tensors / 2; layer++) {
      binding.inPlace(
          Ports.pastKey(layer), Ports.presentKey(layer), memory.view(2 * layer, begin, shape));
      binding.inPlace(
          Ports.pastValue(layer),
          Ports.presentValue(layer),
          memory.view(2 * layer + 1, begin, shape));
    }
  }

  /** Copies the first {@code length} positions of a slot to another. */
  void copy(int from, int to, int length) {
    if (from == to || length == 0) {
      return;
    }
    long stride = (long) positions * headSize;
    for (int tensor = 0; tensor < tensors; tensor++) {
      for (int head = 0; head < heads; head++) {
        long source = ((long) from * heads + head) * stride;
        long target = ((long) to * heads + head) * stride;
        memory.copy(tensor, source, target, (long) length * headSize);
      }
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
