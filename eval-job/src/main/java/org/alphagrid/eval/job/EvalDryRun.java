package org.alphagrid.eval.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.eval.plan.Forecast;

/** Prints what an eval job would do. */
final class EvalDryRun {
  private EvalDryRun() {}

  /**
   * Prints a forecast.
   *
   * @param pilot how fast samples were generated; empty where none were
   */
  static void say(Forecast forecast, Optional<Pilot.Speed> pilot) {
    say(
        "eval plan: %d of %d points, %,d of %,d samples to generate, in %,d tasks",
        forecast.missingPoints(),
        forecast.points(),
        forecast.missingSamples(),
        forecast.samples(),
        forecast.tasks());
    say(
        "eval plan: reads %s of weights for each executor that meets every point; writes about %s",
        bytes(forecast.readBytes()), bytes(forecast.writtenBytes()));
    say(
        "eval plan: about %,.0f tokens%s",
        forecast.missingTokens(),
        forecast.guessed()
            ? ", guessed from the token limits: --pilot N measures"
            : ", by the lengths of earlier samples");
    pilot.ifPresent(speed -> say(forecast, speed));
  }

  private static void say(Forecast forecast, Pilot.Speed speed) {
    if (speed.tokens() == 0) {
      say("eval plan: the pilot had nothing to generate");
      return;
    }
    double rate = speed.tokens() / speed.seconds();
    say(
        "eval plan: about %.2f hours at the pilot's %,.0f tokens/s in %d places (%,d samples; full"
            + " batches are faster)",
        forecast.missingTokens() / rate / 3600, rate, speed.slots(), speed.samples());
  }

  private static String bytes(double count) {
    List<String> units = List.of("bytes", "kB", "MB", "GB", "TB");
    int unit = 0;
    double value = count;
    while (value >= 1000 && unit < units.size() - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, units.get(unit));
  }

  private static void say(String format, Object... values) {
    Terminal.say(String.format(Locale.ROOT, format, values));
  }
}
