package org.alphagrid.report.csv;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import org.alphagrid.report.factorial.Effect;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;

/** Writes {@code effects.csv}: what every setting does, with simultaneous intervals. */
public final class EffectsCsv implements Renderer {
  private static final CsvTable<Effect> TABLE =
      new CsvTable<Effect>()
          .column("family", effect -> effect.family().name().toLowerCase(Locale.ROOT))
          .column("response", effect -> effect.response().name().toLowerCase(Locale.ROOT))
          .column("effect", Effect::effect)
          .column("levels", Effect::levels)
          .column("where", EffectsCsv::where)
          .column("estimate", effect -> effect.estimate().mean())
          .column("estimate_se", effect -> effect.estimate().standardError())
          .column("degrees_of_freedom", effect -> effect.estimate().degreesOfFreedom())
          .interval("estimate", Effect::interval)
          .column("p", Effect::p)
          .column("p_adjusted", Effect::adjusted)
          .column("real", Effect::isReal);

  @Override
  public ReportFile render(Report report) {
    return TABLE.render("effects.csv", report.findings().effects().effects());
  }

  private static String where(Effect effect) {
    return effect.where().entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(joining(";"));
  }
}
