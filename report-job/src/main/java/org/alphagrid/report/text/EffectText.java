package org.alphagrid.report.text;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.alphagrid.report.factorial.Effect;
import org.alphagrid.report.factorial.Effect.Family;
import org.alphagrid.report.factorial.Factor;
import org.alphagrid.report.factorial.FactorialSummary;
import org.alphagrid.report.factorial.ResponseVariable;

/** Writes what the settings do, as sentences. */
public final class EffectText {
  public static final String RULE =
      "Each effect compares points that differ in nothing else, problem by problem. The intervals of"
          + " all effects hold together with 95 %, and so do those of all places.";

  private EffectText() {}

  /** Says which effect is shown, and of which nothing is. */
  public static List<String> effects(FactorialSummary summary) {
    List<String> lines = new ArrayList<>();
    for (ResponseVariable response : ResponseVariable.values()) {
      List<Effect> found = summary.effects(Family.EFFECT, response);
      found.stream().filter(Effect::isReal).forEach(effect -> lines.add(sentence(effect)));
      Set<String> silent = new LinkedHashSet<>();
      found.forEach(effect -> silent.add(effect.effect()));
      found.stream().filter(Effect::isReal).forEach(effect -> silent.remove(effect.effect()));
      if (!silent.isEmpty()) {
        lines.add(
            "%s: no effect shown of %s."
                .formatted(capital(response.text()), String.join(", ", silent)));
      }
    }
    return lines;
  }

  /** Says where retention rates and their like matter; empty without one. */
  public static List<String> places(FactorialSummary summary) {
    List<String> lines = new ArrayList<>();
    for (Factor parameter : summary.parameters()) {
      for (ResponseVariable response : ResponseVariable.values()) {
        List<Effect> own =
            summary.effects(Family.PLACE, response).stream()
                .filter(effect -> effect.effect().equals(parameter.name()))
                .toList();
        own.stream().filter(Effect::isReal).forEach(effect -> lines.add(sentence(effect)));
        if (!own.isEmpty() && own.stream().noneMatch(Effect::isReal)) {
          lines.add(
              "%s: %s matters nowhere that is shown (widest interval %s)."
                  .formatted(capital(response.text()), parameter.name(), widest(own)));
        }
      }
    }
    return lines;
  }

  /** For example: "density 0.2 → 0.8 at alpha 0.7". */
  public static String name(Effect effect) {
    String levels = effect.levels().isEmpty() ? "" : " " + effect.levels();
    String where =
        effect.where().entrySet().stream()
            .map(entry -> place(entry.getKey(), entry.getValue()))
            .collect(joining(", "));
    return effect.effect() + levels + (where.isEmpty() ? "" : " " + where);
  }

  /** Returns the size of an effect in points, or in percent of tokens. */
  public static String size(ResponseVariable response, double value) {
    return response == ResponseVariable.ACCURACY
        ? String.format(Locale.ROOT, "%+.1f points", 100 * value)
        : String.format(Locale.ROOT, "%+.1f %% tokens", 100 * Math.expm1(value));
  }

  public static String interval(Effect effect) {
    return bare(effect.response(), effect.interval().low())
        + " to "
        + bare(effect.response(), effect.interval().high());
  }

  public static String adjusted(Effect effect) {
    return effect.adjusted() < 0.001
        ? "< 0.001"
        : String.format(Locale.ROOT, "%.3f", effect.adjusted());
  }

  private static String sentence(Effect effect) {
    return "%s: %s, %s (simultaneous 95 %%: %s; adjusted p %s)"
        .formatted(
            capital(effect.response().text()),
            name(effect),
            size(effect.response(), effect.estimate().mean()),
            interval(effect),
            adjusted(effect));
  }

  private static String widest(List<Effect> effects) {
    Map<Effect, Double> widths = new LinkedHashMap<>();
    effects.forEach(e -> widths.put(e, e.interval().high() - e.interval().low()));
    return widths.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(entry -> interval(entry.getKey()))
        .orElseThrow();
  }

  private static String place(String factor, String level) {
    return switch (factor) {
      case "benchmark" -> "on " + level;
      case Factor.METHOD -> "in " + level;
      default -> "at " + factor + " " + level;
    };
  }

  private static String bare(ResponseVariable response, double value) {
    return size(response, value).replaceFirst(" .*", "");
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
