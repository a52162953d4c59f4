package org.alphagrid.eval.grade.grader;

import org.alphagrid.core.plugin.Named;

/**
 * Runs generated programs with their unit tests. Alphagrid brings none: running a model's code is a
 * decision of its own. An implementation registers itself with {@code @AutoService}; it must run
 * the program in a process of its own without network, with bounds on processor time and memory,
 * and kill whatever the program has started.
 */
public interface CodeSandbox extends Named {
  /** Says how a run ended. */
  enum Outcome {
    PASSED,
    WRONG,
    RUNTIME_ERROR,
    TIMEOUT,
    SANDBOX_ERROR
  }

  /** Runs a program followed by its tests. */
  Outcome run(String program, String tests);
}
