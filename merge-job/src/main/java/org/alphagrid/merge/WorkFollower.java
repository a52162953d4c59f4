package org.alphagrid.merge;

/** Follows how far some work is. */
public interface WorkFollower {
  /** Tells nobody. */
  WorkFollower NONE =
      new WorkFollower() {
        @Override
        public void begin(String stage, long[] bytes) {}

        @Override
        public void done(int piece) {}

        @Override
        public void end() {}
      };

  /**
   * Told when a stage begins.
   *
   * @param stage its name
   * @param bytes that each piece moves
   */
  void begin(String stage, long[] bytes);

  /** Told when a piece is done; a second time means nothing. */
  void done(int piece);

  /** Told what a person should know before the work begins. */
  default void note(String text) {}

  /** Told when a stage ends, well or not. */
  void end();
}
