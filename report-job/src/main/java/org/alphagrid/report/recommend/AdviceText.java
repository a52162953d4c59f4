package org.alphagrid.report.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.recommend.Advice.Check;
import org.alphagrid.report.recommend.Advice.MethodAdvice;
import org.alphagrid.report.recommend.Advice.Predicted;

/** Writes advice as sentences. */
public final class AdviceText {
  private static final double[] NEARBY = {-0.1, -0.05, 0, 0.05, 0.1};

  private final Advice advice;
  private final List<String> lines = new ArrayList<>();

  private AdviceText(Advice advice) {
    this.advice = advice;
  }

  public static List<String> of(Advice advice) {
    AdviceText text = new AdviceText(advice);
    text.write();
    return text.lines;
  }

  private void write() {
    say(
        "%s of %s with a transition",
        count(advice.runs(), "earlier run"), count(advice.pairs(), "pair"));
    advice.notes().forEach(note -> lines.add("note: " + note));
    advice
        .known()
        .forEach(
            run ->
                say(
                    "This very pair was run: in %s half of the samples think from alpha %.3f on.",
                    run.name(), run.transition()));
    transition();
    methods();
    checks();
  }

  private void transition() {
    if (advice.transition().isEmpty()) {
      say(
          "Transition: not enough runs. An interval of %s takes %d pairs of parents, there %s %d."
              + " Sweep %d more pairs, or ask for less with --level.",
          percent(advice.level()),
          advice.needed(),
          advice.pairs() == 1 ? "is" : "are",
          advice.pairs(),
          advice.needed() - advice.pairs());
      return;
    }
    Predicted found = advice.transition().get();
    say(
        "Transition: half of the samples think from alpha %.2f on (%s: %s), %s.",
        found.alpha(),
        percent(advice.level()),
        interval(found.interval()),
        found.usesFeatures()
            ? "from the weights"
            : "the mean of earlier pairs: the weights did not help to predict them");
    List<String> nearby = new ArrayList<>();
    for (double step : NEARBY) {
      double alpha = Math.max(0, Math.min(1, found.alpha() + step));
      nearby.add(String.format(Locale.ROOT, "%.2f", alpha));
    }
    say("Try first: alpha %s.", String.join(", ", nearby.stream().distinct().toList()));
  }

  private void methods() {
    if (advice.methods().isEmpty()) {
      say(
          "Method: not enough runs. Nothing is compared with %s; it needs no parameter, so begin with"
              + " it.",
          PairPredictor.BASELINE);
      return;
    }
    Optional<MethodAdvice> best =
        advice.methods().stream().filter(MethodAdvice::isBetter).findFirst();
    if (best.isPresent() && best.get().pairs() >= advice.needed()) {
      say("Method: try %s first.", best.get().method());
    } else if (advice.methods().stream().anyMatch(own -> own.pairs() >= advice.needed())) {
      say("Method: none is reliably better than %s; begin with it.", PairPredictor.BASELINE);
    } else {
      say(
          "Method: not enough runs (%d pairs with both methods are needed); begin with %s.",
          advice.needed(), PairPredictor.BASELINE);
    }
    for (MethodAdvice own : advice.methods()) {
      say(
          "  %s against %s: hypervolume %+.4f (%s) on %s",
          own.method(),
          own.baseline(),
          own.gain(),
          own.interval()
              .map(found -> percent(advice.level()) + ": " + signed(found))
              .orElse("no interval"),
          count(own.pairs(), "pair"));
    }
  }

  private void checks() {
    if (advice.checks().isEmpty()) {
      say("Left out one by one: not enough runs (3 pairs are needed).");
      return;
    }
    say("Left out one by one, with all runs of its pair:");
    int covered = 0;
    int judged = 0;
    for (Check check : advice.checks()) {
      say(
          "  %s: predicted %.2f%s, measured %.3f",
          check.run(),
          check.predicted(),
          check.interval().map(found -> " (" + interval(found) + ")").orElse(""),
          check.actual());
      judged += check.interval().isPresent() ? 1 : 0;
      covered += check.isCovered() ? 1 : 0;
    }
    say(
        "  mean error %.3f; of the mean of the other pairs %.3f",
        advice.error(), advice.errorOfTheMean());
    if (judged > 0) {
      say("  the interval held the truth in %d of %d", covered, judged);
    }
  }

  private void say(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share);
  }

  private static String interval(Interval interval) {
    return String.format(Locale.ROOT, "%.2f to %.2f", interval.low(), interval.high());
  }

  private static String signed(Interval interval) {
    return String.format(Locale.ROOT, "%+.4f to %+.4f", interval.low(), interval.high());
  }
}
