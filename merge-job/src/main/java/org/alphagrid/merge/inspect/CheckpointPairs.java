package org.alphagrid.merge.inspect;

/** Numbers pairs of several checkpoints: (0,1), (0,2), (1,2), (0,3), ... */
final class CheckpointPairs {
  private CheckpointPairs() {}

  /** How many pairs some checkpoints form. */
  static int count(int checkpoints) {
    return checkpoints * (checkpoints - 1) / 2;
  }

  /** The place of a pair; the order of its members does not matter. */
  static int place(int one, int other) {
    int later = Math.max(one, other);
    return later * (later - 1) / 2 + Math.min(one, other);
  }
}
