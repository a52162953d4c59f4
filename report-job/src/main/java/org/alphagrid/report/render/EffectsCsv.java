package org.alphagrid.report.render;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.alphagrid.report.factorial.Effect;

/** {@code effects.csv}: what every setting does, with simultaneous intervals. */
public final class EffectsCsv implements Renderer {
  private static final List<String> HEADER =
      List.of(
          "family",
          "response",
          "effect",
          "levels",
          "where",
          "estimate",
          "estimate_se",
          "degrees_of_freedom",
          "low",
          "high",
          "p",
          "p_adjusted",
          "real");

  @Override
  public ReportFile render(Report report) {
    CsvText csv = new CsvText().line(HEADER);
    report.findings().effects().effects().forEach(effect -> csv.line(fields(effect)));
    return ReportFile.ofText("effects.csv", csv.toString());
  }

  private static List<Object> fields(Effect effect) {
    return Arrays.asList(
        effect.family().name().toLowerCase(Locale.ROOT),
        effect.response().name().toLowerCase(Locale.ROOT),
        effect.effect(),
        effect.levels(),
        effect.where().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(joining(";")),
        effect.estimate().mean(),
        effect.estimate().standardError(),
        effect.estimate().degreesOfFreedom(),
        effect.interval().low(),
        effect.interval().high(),
        effect.p(),
        effect.adjusted(),
        effect.isReal());
  }
}
