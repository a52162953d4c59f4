package org.alphagrid.merge;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Those who do the work: threads of this JVM or the executors of a cluster. */
public interface Workers {
  /** Nobody: for plans that are only looked at. */
  Workers NOBODY =
      new Workers() {
        @Override
        public <R extends Serializable> List<R> run(String stage, List<? extends Work<R>> work) {
          throw new IllegalStateException("Nobody is there to do " + stage);
        }

        @Override
        public int width() {
          return 1;
        }
      };

  /**
   * Does all of it and waits.
   *
   * @param stage what a person is told about it
   * @return results in the order of the work
   */
  <R extends Serializable> List<R> run(String stage, List<? extends Work<R>> work)
      throws IOException;

  /** Tells a person something about the work. */
  default void note(String text) {}

  /** How many pieces are done at once. */
  int width();
}
