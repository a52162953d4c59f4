package org.alphagrid.report.html;

import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.model.Provenance;

/** Writes where the numbers come from, at the foot of the page. */
final class ProvenanceSection {
  private ProvenanceSection() {}

  static void write(Markup page, Provenance provenance) {
    page.open("section", "aria-labelledby", "provenance").line();
    page.element("h2", "Provenance", "id", "provenance").line();
    page.open("dl", "class", "card").line();
    entry(page, "Sweep", provenance.sweep());
    entry(page, "Protocol", provenance.protocol());
    entry(page, "Samples per problem", Integer.toString(provenance.samples()));
    entry(page, "Seed", provenance.seed());
    for (Provenance.Parent parent : provenance.parents()) {
      page.open("div").element("dt", "Parent " + parent.role());
      page.open("dd").text(parent.path()).empty("br").element("code", parent.digest());
      page.close().close().line();
    }
    provenance.details().forEach(detail -> entry(page, detail.name(), detail.value()));
    page.close().close().line();
  }

  private static void entry(Markup page, String name, String value) {
    page.open("div").element("dt", name).element("dd", value).close().line();
  }
}
