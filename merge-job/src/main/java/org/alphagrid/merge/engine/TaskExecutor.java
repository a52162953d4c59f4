package org.alphagrid.merge.engine;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Runs the tasks of a stage: on threads of this JVM or on the executors of a cluster. */
public interface TaskExecutor {
  /** Runs nothing: for plans that are only shown. */
  TaskExecutor NONE =
      new TaskExecutor() {
        @Override
        public <R extends Serializable> List<R> run(String stage, List<? extends Task<R>> work) {
          throw new IllegalStateException("Cannot run tasks of a dry run: " + stage);
        }

        @Override
        public int width() {
          return 1;
        }
      };

  /**
   * Runs all tasks and waits for them.
   *
   * @param stage name of the stage, for progress
   * @return results in the order of the tasks
   */
  <R extends Serializable> List<R> run(String stage, List<? extends Task<R>> work)
      throws IOException;

  /** Reports something to the user. */
  default void note(String text) {}

  /** Returns how many tasks run at once. */
  int width();
}
