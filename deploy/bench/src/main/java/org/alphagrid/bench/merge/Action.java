package org.alphagrid.bench.merge;

import java.io.IOException;

/** Does something that is timed. */
@FunctionalInterface
interface Action {
  void run() throws IOException;
}
