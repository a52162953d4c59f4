package org.alphagrid.mergebench;

import java.util.Locale;
import org.alphagrid.job.Terminal;

/** Lines of a table. */
final class Table {
  private Table() {}

  static void say(String format, Object... values) {
    Terminal.say(String.format(Locale.ROOT, format, values));
  }
}
