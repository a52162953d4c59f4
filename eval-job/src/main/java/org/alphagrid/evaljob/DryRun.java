package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.alphagrid.job.Terminal;
import org.alphagrid.sweep.SweepRun;

/** Says what an eval job would do. */
final class DryRun {
  private final Forecast forecast;
  private final Pilot.Speed speed;

  private DryRun(Forecast forecast, Pilot.Speed speed) {
    this.forecast = forecast;
    this.speed = speed;
  }

  static DryRun of(Evaluation evaluation, SweepRun run) throws IOException {
    return new DryRun(Forecast.of(evaluation, run), null);
  }

  /** The same, after a pilot. */
  DryRun after(Pilot.Speed measured) {
    return new DryRun(forecast, measured);
  }

  /** Prints the plan. */
  void say() {
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
    if (speed == null) {
      return;
    }
    if (speed.tokens() == 0) {
      say("eval plan: the pilot had nothing to generate");
      return;
    }
    double rate = speed.tokens() / speed.seconds();
    say(
        "eval plan: about %.2f hours at the pilot's %,.0f tokens/s in %d places (%,d samples; full"
            + " batches are faster)",
        forecast.missingTokens() / rate / 3600, rate, speed.places(), speed.samples());
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
