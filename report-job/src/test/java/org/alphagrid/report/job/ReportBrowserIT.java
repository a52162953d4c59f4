package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.spark.CapturedCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drives the page of a synthetic run in Chromium; pictures of it stay in target/screenshots. */
@Tag("slow")
class ReportBrowserIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final String MARK =
      "figure[data-benchmark=all] .wide .pt[data-point=\"linear/alpha=0.35\"] .hit";

  @TempDir private static Path directory;
  private static Path page;
  private static Browser browser;

  @TempDir private Path profile;

  @BeforeAll
  static void report() {
    Path run = directory.resolve("run");
    try {
      SyntheticRun.write(run, 40);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    CapturedCommand report = CapturedCommand.run(new ReportJob(), run.toString());
    assertThat(report.exitCode()).as(report.err()).isZero();
    page = run.resolve("report/report.html");
  }

  @BeforeEach
  void open() throws Exception {
    browser = Browser.start(profile);
    browser.resize(1280, 900, false);
    browser.open(page);
  }

  @AfterEach
  void nothingWasSaidOrAskedFor() {
    try {
      assertThat(browser.messages()).isEmpty();
      assertThat(browser.requests())
          .isNotEmpty()
          .allSatisfy(address -> assertThat(address).matches("(?s)(file|data|about):.*"));
    } finally {
      browser.close();
    }
  }

  @AfterAll
  static void forget() {
    browser = null;
  }

  @Test
  void hoveringTellsAboutAPointAndShowsItEverywhere() throws IOException {
    browser.hover(MARK);

    assertThat(tip()).startsWith("linear/alpha=0.35\nAccuracy ").contains(" problems, ");
    assertThat(number("document.querySelectorAll('.pt.same').length")).isGreaterThan(5);
    browser.screenshot(PICTURES.resolve("hover.png"));

    browser.press("Escape");
    assertThat(tip()).isEmpty();
  }

  @Test
  void arrowKeysWalkAlongAPicture() {
    browser.evaluate("document.querySelector('figure[data-benchmark=all] .wide svg').focus()");
    browser.press("ArrowRight");
    String first = tip();
    browser.press("ArrowRight");

    assertThat(first).contains("Accuracy ");
    assertThat(tip()).contains("Accuracy ").isNotEqualTo(first);
  }

  @Test
  void methodsCanBeTakenAway() {
    assertThat(shown(".pt[data-method=slerp]")).isGreaterThan(5);

    browser.click("input[value=slerp]");

    assertThat(shown(".pt[data-method=slerp]")).isZero();
    assertThat(shown(".pt[data-method=linear]")).isGreaterThan(20);
    browser.click("input[value=slerp]");
    assertThat(shown(".pt[data-method=slerp]")).isGreaterThan(5);
  }

  @Test
  void oneBenchmarkCanBeChosen() throws IOException {
    browser.evaluate(
        """
        (() => {
          const choice = document.querySelector('select[name=benchmark]');
          choice.value = 'signed-sum';
          choice.dispatchEvent(new Event('change', {bubbles: true}));
        })()
        """);

    assertThat(shown("figure[data-benchmark=all] svg")).isZero();
    assertThat(shown("figure[data-benchmark=signed-sum] svg")).isPositive();
    assertThat(shown("[data-folded][data-benchmark=signed-sum] figure")).isGreaterThan(4);
    assertThat(shown("[data-folded][data-benchmark=all] figure")).isZero();
    browser.screenshot(PICTURES.resolve("one-benchmark.png"));
  }

  @Test
  void tableIsSortedByAColumn() {
    browser.click("#points ~ .card thead th:nth-child(4) button");
    List<Double> falling = column(4);
    browser.click("#points ~ .card thead th:nth-child(4) button");
    List<Double> rising = column(4);

    assertThat(falling).hasSizeGreaterThan(20).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(rising).isSorted().hasSameSizeAs(falling);
  }

  @Test
  void heatMapReadsItsCells() {
    browser.hover(".heat");
    assertThat(tip()).matches("(?s)\\S+\nProblem p\\d+\n\\d+ % right");

    browser.press("Escape");
    browser.evaluate("document.querySelector('.heat').focus()");
    browser.press("ArrowDown");
    assertThat(tip()).contains("% right");
  }

  @Test
  void samplesAreFoldedAndOpen() throws IOException {
    assertThat(shown("details.sample article")).isZero();

    browser.click("details.sample summary");

    assertThat(shown("details.sample article")).isGreaterThan(2);
    assertThat(browser.evaluate("document.querySelector('details.sample').innerText").asText())
        .contains("Reference: ", "decided by ", "finish reason ");
    assertThat(shown("details.sample article details pre")).isZero();
    browser.click("details.sample article details summary");
    assertThat(shown("details.sample article details pre")).isEqualTo(1);
    browser.screenshot(PICTURES.resolve("samples.png"));
  }

  @Test
  void bothColourSchemesAndAPhone() throws IOException {
    browser.colours("light");
    String light = background();
    browser.screenshot(PICTURES.resolve("light.png"));
    browser.colours("dark");
    assertThat(background()).isNotEqualTo(light);
    browser.screenshot(PICTURES.resolve("dark.png"));
    browser.colours("light");
    browser.resize(390, 844, true);
    assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    assertThat(shown("figure .narrow svg")).isPositive();
    assertThat(shown("figure .wide svg")).isZero();
    browser.screenshot(PICTURES.resolve("phone.png"));
  }

  /** Everything that reacts is reached by the keyboard and says what it is. */
  @Test
  void everythingIsNamedForScreenReaders() {
    String unnamed =
        """
        Array.from(document.querySelectorAll(
            "svg[role=img]:has([data-point]), [role=region], .heat, input, select, summary, thead button"))
          .filter((part) => {
            const label = part.getAttribute("aria-label") || part.textContent.trim()
              || (part.closest("label") || {textContent: ""}).textContent.trim();
            return !label || part.tabIndex === -1;
          }).map((part) => part.outerHTML.slice(0, 80))
        """;
    assertThat(browser.evaluate(unnamed)).isEmpty();
    assertThat(browser.evaluate("document.documentElement.lang").asText()).isEqualTo("en");
  }

  /** 500 points on 500 problems: the time of each act is kept beside the pictures. */
  @Test
  void largePageAnswersAtOnce(@TempDir Path large) throws Exception {
    Path file = large.resolve("report.html");
    Files.write(file, LargeReport.page());
    assertThat(Files.size(file)).isLessThan(5_000_000);
    try (Browser second = Browser.start(large)) {
      second.resize(1280, 900, false);
      second.open(file);
      String timed =
          """
          (() => {
            const time = (act) => {
              const start = performance.now();
              act();
              document.body.getBoundingClientRect();
              return Math.round(performance.now() - start);
            };
            const over = (mark) => mark.dispatchEvent(new PointerEvent("pointerover", {bubbles: true}));
            const hover = time(() => over(document.querySelectorAll(".pt .hit")[100]));
            const tip = !document.querySelector(".tip").hidden;
            const sort = time(() => document.querySelectorAll("thead button")[3].click());
            return [hover, sort, tip];
          })()
          """;
      JsonNode times = second.evaluate(timed);
      Files.createDirectories(PICTURES);
      Files.writeString(
          PICTURES.resolve("large.txt"),
          "page of %d bytes, hover %s ms, sort %s ms%n"
              .formatted(Files.size(file), times.get(0), times.get(1)));
      assertThat(times.get(2).asBoolean()).isTrue();
      assertThat(second.messages()).isEmpty();
      second.screenshot(PICTURES.resolve("large.png"));
    }
  }

  private static String tip() {
    return browser
        .evaluate(
            "(() => { const t = document.querySelector('.tip'); return t.hidden ? '' : t.textContent; })()")
        .asText();
  }

  private static double number(String expression) {
    return browser.evaluate(expression).asDouble();
  }

  /** Number of elements that take up room. */
  private static int shown(String selector) {
    return browser
        .evaluate(
            "Array.from(document.querySelectorAll('%s')).filter((e) => e.getClientRects().length && e.checkVisibility()).length"
                .formatted(selector))
        .asInt();
  }

  private static List<Double> column(int column) {
    List<Double> numbers = new ArrayList<>();
    browser
        .evaluate(
            "Array.from(document.querySelector('#points ~ .card tbody').rows)"
                + ".map((row) => parseFloat(row.cells[%d].textContent)).filter((n) => !isNaN(n))"
                    .formatted(column - 1))
        .forEach(value -> numbers.add(value.asDouble()));
    return numbers;
  }

  private static String background() {
    return browser.evaluate("getComputedStyle(document.body).backgroundColor").asText();
  }
}
