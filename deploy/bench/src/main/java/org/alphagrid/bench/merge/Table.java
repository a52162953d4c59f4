package org.alphagrid.bench.merge;

import java.util.Locale;
import org.alphagrid.core.spark.Terminal;

/** Lines of a table. */
final class Table {
  private Table() {}

  static void say(String format, Object... values) {
    Terminal.say(String.format(Locale.ROOT, format, values));
  }
}
