package org.alphagrid.merge.inspect;

/** Numbers pairs of several checkpoints: (0,1), (0,2), (1,2), (0,3), ... */
final class CheckpointPairs {
  private CheckpointPairs() {}

  /** Counts the pairs of some checkpoints. */
  static int count(int checkpoints) {
    return checkpoints * (checkpoints - 1) / 2;
  }

  /** Returns the number of a pair, from 0; the order of its members does not matter. */
  static int place(int one, int other) {
    int later = Math.max(one, other);
    return later * (later - 1) / 2 + Math.min(one, other);
  }
}
