package org.alphagrid.report.html;

import java.util.List;
import java.util.Locale;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.searchlog.SearchRecord;
import org.alphagrid.report.text.NumberFormat;

/** Writes how the points of a search were found: who was tried, who was dropped, when and why. */
final class SearchSection {
  private static final List<String> TRIED =
      List.of(
          "Tried",
          "End",
          "Problems",
          "Samples each",
          "Accuracy %",
          "Tokens",
          "Thought %",
          "On front %");
  private static final List<String> LOG = List.of("Stage", "Candidate", "Verdict", "Why", "p");

  private SearchSection() {}

  static void write(Markup page, Report report) {
    if (report.search().isEmpty()) {
      return;
    }
    SearchRecord search = report.search().get();
    page.open("section", "aria-labelledby", "search").line();
    page.element("h2", "How these points were found", "id", "search").line();
    page.element(
            "p",
            String.format(
                Locale.ROOT,
                "Strategy %s; budget %s; %,.0f tokens spent on %d candidates. A kept or resting"
                    + " point was measured on a part of the problems because the budget did more"
                    + " elsewhere, and is drawn hollow; a resting one is named on no front, but may be"
                    + " on it with the chance given (over draws of the"
                    + " problems it took). A dropped one was beaten in accuracy and tokens"
                    + " with confidence.",
                search.strategy(),
                search.budget(),
                search.spentTokens(),
                search.candidates().size()),
            "class",
            "fine")
        .line();
    table(page, "Candidates tried", "tried", TRIED);
    search.candidates().forEach(tried -> row(page, tried));
    page.close().close().close().line();
    page.open("details").element("summary", "Search log").line();
    table(page, "Search log", "words", LOG);
    search.decisions().forEach(entry -> row(page, entry));
    page.close().close().close().close().close().line();
  }

  private static void table(Markup page, String name, String style, List<String> columns) {
    // A region that scrolls must be reachable with the keyboard.
    page.open("div", "class", "card scroll", "tabindex", 0, "role", "region", "aria-label", name);
    page.open("table", "class", style).open("thead").open("tr");
    columns.forEach(
        column ->
            page.open("th", "scope", "col").element("button", column, "type", "button").close());
    page.close().close().line().open("tbody").line();
  }

  private static void row(Markup page, SearchRecord.Tried tried) {
    page.open("tr").element("th", tried.candidate(), "scope", "row");
    page.element("td", tried.end().toString());
    page.element("td", Integer.toString(tried.problems()));
    page.element("td", Integer.toString(tried.samples()));
    page.element("td", String.format(Locale.ROOT, "%.1f", 100 * tried.accuracy()));
    page.element("td", NumberFormat.tokens(tried.tokens()));
    page.element("td", String.format(Locale.ROOT, "%.0f", 100 * tried.thinkRatio()));
    page.element("td", String.format(Locale.ROOT, "%.0f", 100 * tried.frontChance()));
    page.close().line();
  }

  private static void row(Markup page, SearchRecord.Entry entry) {
    page.open("tr").element("th", entry.stage() + " " + entry.name(), "scope", "row");
    page.element("td", entry.candidate());
    page.element("td", entry.verdict().toString());
    page.element("td", entry.reason());
    page.element("td", entry.p() == null ? "" : String.format(Locale.ROOT, "%.2g", entry.p()));
    page.close().line();
  }
}
