package org.alphagrid.report.html;

import java.util.List;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.factorial.Effect;
import org.alphagrid.report.factorial.Effect.Family;
import org.alphagrid.report.factorial.FactorialSummary;
import org.alphagrid.report.factorial.ResponseVariable;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.EffectText;

/** Writes what each setting does: which effect is real, and where retention rates matter. */
final class EffectSection {
  private final Report report;
  private final FactorialSummary summary;

  EffectSection(Report report) {
    this.report = report;
    this.summary = report.findings().effects();
  }

  void write(Markup page) {
    if (summary.effects().isEmpty()) {
      return;
    }
    page.open("section", "aria-labelledby", "settings").line();
    page.element("h2", "What each setting does", "id", "settings").line();
    page.open("div", "class", "card proof").line();
    EvidenceSection.list(page, "Which effect is real", EffectText.effects(summary));
    EvidenceSection.list(page, "Where retention rates matter", EffectText.places(summary));
    for (ResponseVariable response : ResponseVariable.values()) {
      table(page, response);
    }
    page.element("p", EffectText.RULE, "class", "fine");
    page.close().line();
    new ParameterPanels(report).write(page);
    page.close().line();
  }

  private void table(Markup page, ResponseVariable response) {
    page.open("details").element("summary", "All effects on " + response.text());
    page.open("div", "class", "scroll", "tabindex", 0, "role", "region");
    page.open("table").open("thead").open("tr");
    List.of("Effect", "Size", "Simultaneous 95 %", "Adjusted p", "Real")
        .forEach(name -> page.element("th", name, "scope", "col"));
    page.close().close().open("tbody").line();
    for (Family family : Family.values()) {
      summary.effects(family, response).forEach(effect -> row(page, effect));
    }
    page.close().close().close().close().line();
  }

  private static void row(Markup page, Effect effect) {
    page.open("tr", "class", effect.isReal() ? "on-front" : "");
    page.element("th", EffectText.name(effect), "scope", "row");
    page.element("td", EffectText.size(effect.response(), effect.estimate().mean()));
    page.element("td", EffectText.interval(effect));
    page.element("td", EffectText.adjusted(effect));
    page.element("td", effect.isReal() ? "yes" : "");
    page.close().line();
  }
}
