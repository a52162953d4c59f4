package org.alphagrid.merge.engine;

/** Follows the progress of a stage of tasks. */
public interface ProgressListener {
  /** Reports nothing. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void begin(String stage, long[] bytes) {}

        @Override
        public void done(int piece) {}

        @Override
        public void end() {}
      };

  /**
   * Reports that a stage begins.
   *
   * @param stage its name
   * @param bytes that each task moves
   */
  void begin(String stage, long[] bytes);

  /** Reports that a task is done; a second report of one task has no effect. */
  void done(int piece);

  /** Reports what a user should know before the stage begins. */
  default void note(String text) {}

  /** Reports that the stage has ended, well or not. */
  void end();
}
