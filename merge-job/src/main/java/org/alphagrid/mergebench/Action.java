package org.alphagrid.mergebench;

import java.io.IOException;

/** Something to be timed. */
@FunctionalInterface
interface Action {
  void run() throws IOException;
}
