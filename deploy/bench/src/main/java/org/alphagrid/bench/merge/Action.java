package org.alphagrid.bench.merge;

import java.io.IOException;

/** Something to be timed. */
@FunctionalInterface
interface Action {
  void run() throws IOException;
}
