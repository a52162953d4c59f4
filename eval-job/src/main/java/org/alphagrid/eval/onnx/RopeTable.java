package org.alphagrid.eval.onnx;

import java.util.function.DoubleUnaryOperator;
import org.alphagrid.merge.architecture.rope.RopeSpec;

/**
 * Cosines and sines of all rotation angles, computed in float64 and rounded once (Su et al., 2021,
 * section 3.4.2). Any rope scaling is just another table.
 */
final class RopeTable {
  private final double[] frequencies; // [rotarySize / 2]
  private final double amplitude;
  private final int positions;

  /**
   * @param contextLength most positions of the model
   * @param positions of the table
   */
  RopeTable(RopeSpec rope, int contextLength, int positions) {
    this.frequencies = rope.frequencies(contextLength);
    this.amplitude = rope.scaling().amplitude();
    this.positions = positions;
  }

  /** Shape of each table. */
  long[] shape() {
    return new long[] {positions, frequencies.length};
  }

  /** amplitude * cos(position * frequency), row-major. */
  float[] cosines() {
    return table(Math::cos); // [positions, rotarySize / 2]
  }

  /** amplitude * sin(position * frequency), row-major. */
  float[] sines() {
    return table(Math::sin); // [positions, rotarySize / 2]
  }

  private float[] table(DoubleUnaryOperator function) {
    int pairs = frequencies.length;
    float[] values = new float[Math.multiplyExact(positions, pairs)];
    for (int pair = 0; pair < pairs; pair++) {
      double radians = frequencies[pair];
      for (int position = 0; position < positions; position++) {
        values[position * pairs + pair] =
            (float) (amplitude * function.applyAsDouble(position * radians));
      }
    }
    return values;
  }
}
