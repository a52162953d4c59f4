package org.alphagrid.onnx;

import java.util.function.DoubleUnaryOperator;
import org.alphagrid.architecture.RopeSpec;

/**
 * Cosines and sines of all rotation angles, computed in float64 and rounded once (Su et al., 2021,
 * section 3.4.2). Any rope scaling is just another table.
 */
final class RopeTable {
  private final RopeSpec rope;
  private final int positions;

  RopeTable(RopeSpec rope, int positions) {
    this.rope = rope;
    this.positions = positions;
  }

  /** Shape of each table. */
  long[] shape() {
    return new long[] {positions, rope.rotarySize() / 2};
  }

  /** cos(position * inverse frequency), row-major. */
  float[] cosines() {
    return table(Math::cos); // [positions, rotarySize / 2]
  }

  /** sin(position * inverse frequency), row-major. */
  float[] sines() {
    return table(Math::sin); // [positions, rotarySize / 2]
  }

  private float[] table(DoubleUnaryOperator function) {
    int pairs = rope.rotarySize() / 2;
    float[] values = new float[Math.multiplyExact(positions, pairs)];
    for (int pair = 0; pair < pairs; pair++) {
      double radians = rope.inverseFrequency(pair);
      for (int position = 0; position < positions; position++) {
        values[position * pairs + pair] = (float) function.applyAsDouble(position * radians);
      }
    }
    return values;
  }
}
