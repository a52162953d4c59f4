package org.alphagrid.generate;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.onnx.Ports;

/**
 * Keys and values of all layers for a number of sequences, each in its slot. Slot is the outermost
 * axis, so neighbouring slots are one contiguous range.
 */
final class KeyValueCache {
  private final int heads;
  private final int positions;
  private final int headSize;
  private final int slots;
  private final List<FloatBuffer> keys =
      new ArrayList<>(); // per layer [slots, heads, P, head size]
  private final List<FloatBuffer> values = new ArrayList<>(); // per layer, the same

  /**
   * @throws IllegalArgumentException when one layer's buffer would pass 2 GiB
   * @throws IllegalStateException when there is not enough direct memory
   */
  KeyValueCache(DecoderSpec spec, int slots, int positions) {
    this.heads = spec.attention().keyValueHeads();
    this.headSize = spec.attention().headSize();
    this.positions = positions;
    this.slots = slots;
    long bytes = (long) slots * slotElements() * Float.BYTES;
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "Invalid cache: %d bytes per layer for %d slots of %d positions (must be < 2 GiB)"
              .formatted(bytes, slots, positions));
    }
    try {
      for (int layer = 0; layer < spec.layers(); layer++) {
        keys.add(NativeBuffers.floats((int) (bytes / Float.BYTES)));
        values.add(NativeBuffers.floats((int) (bytes / Float.BYTES)));
      }
    } catch (OutOfMemoryError e) {
      throw new IllegalStateException(
          "Cannot allocate a cache of %d MiB for %d slots of %d positions: %s (use fewer slots or raise -XX:MaxDirectMemorySize)"
              .formatted((2L * spec.layers() * bytes) >> 20, slots, positions, e.getMessage()),
          e);
    }
  }

  private long slotElements() {
    return (long) heads * positions * headSize;
  }

  int slots() {
    return slots;
  }

  /** Positions each slot has room for. */
  int positions() {
    return positions;
  }

  /** Binds {@code count} slots from {@code first} on as past and, in place, present. */
  void bind(Binding binding, int first, int count) {
    long[] shape = {count, heads, positions, headSize};
    int begin = Math.toIntExact(first * slotElements());
    int length = Math.toIntExact(count * slotElements());
    for (int layer = 0; layer < keys.size(); layer++) {
      FloatBuffer key = keys.get(layer).slice(begin, length);
      FloatBuffer value = values.get(layer).slice(begin, length);
      binding.inPlace(Ports.pastKey(layer), Ports.presentKey(layer), key, shape);
      binding.inPlace(Ports.pastValue(layer), Ports.presentValue(layer), value, shape);
    }
  }

  /** Copies the first {@code length} positions of a slot to another. */
  void copy(int from, int to, int length) {
    for (int layer = 0; layer < keys.size(); layer++) {
      copy(keys.get(layer), from, to, length);
      copy(values.get(layer), from, to, length);
    }
  }

  private void copy(FloatBuffer buffer, int from, int to, int length) {
    int stride = positions * headSize;
    for (int head = 0; head < heads; head++) {
      int source = (from * heads + head) * stride;
      int target = (to * heads + head) * stride;
      buffer.put(target, buffer, source, length * headSize);
    }
  }
}
