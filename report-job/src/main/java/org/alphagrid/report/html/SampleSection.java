package org.alphagrid.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.report.chart.Markup;
import org.alphagrid.report.generation.SampleText;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.text.NumberFormat;

/**
 * Writes a few samples to read: per problem what each chosen point answered, the thought folded
 * away. Texts are cut in the middle, so that the page stays small; what a benchmark hides is not
 * stored at all.
 */
final class SampleSection {
  private static final int LONGEST_THOUGHT = 2400;
  private static final int LONGEST_ANSWER = 1600;
  private static final int LONGEST_QUESTION = 1600;

  /** All texts together, in characters. */
  private static final int ROOM = 1_200_000;

  private final Markup page;
  private int used;

  private SampleSection(Markup page) {
    this.page = page;
  }

  static void write(Markup page, Report report) {
    List<SampleText> texts = report.findings().texts();
    if (texts.isEmpty()) {
      return;
    }
    page.open("section", "aria-labelledby", "samples").line();
    page.element("h2", "Samples to read", "id", "samples").line();
    page.element(
            "p",
            "The first sample of parents, recommended points and the most accurate merge, on the"
                + " problems where they disagree most. Long texts are cut in the middle; the sample"
                + " table has them whole.")
        .line();
    new SampleSection(page).problems(texts);
    page.close().line();
  }

  private void problems(List<SampleText> texts) {
    Map<List<String>, List<SampleText>> problems = new LinkedHashMap<>();
    for (SampleText text : texts) {
      problems
          .computeIfAbsent(List.of(text.benchmark(), text.problem()), name -> new ArrayList<>())
          .add(text);
    }
    for (List<SampleText> samples : problems.values()) {
      if (used < ROOM) {
        problem(samples);
      }
    }
  }

  private void problem(List<SampleText> samples) {
    SampleText first = samples.get(0);
    page.open(
        "details", "class", "card sample", "data-benchmark", first.benchmark(), "data-keep", "");
    page.open("summary").text(first.benchmark() + ", problem " + first.problem() + " ");
    for (SampleText sample : samples) {
      String verdict = verdict(sample);
      page.element(
          "span",
          sample.score() == 1 ? "✓" : "✗",
          "class",
          sample.score() == 1 ? "right" : "wrong",
          "title",
          sample.model() + ": " + verdict);
    }
    page.close().line();
    first
        .question()
        .ifPresentOrElse(
            question -> page.element("pre", cut(question, LONGEST_QUESTION), "class", "question"),
            () ->
                page.element("p", "The problem's text is hidden or not stored.", "class", "fine"));
    first
        .reference()
        .ifPresent(
            reference -> page.open("p").text("Reference: ").element("code", reference).close());
    samples.forEach(this::sample);
    page.close().line();
  }

  private void sample(SampleText sample) {
    page.open("article");
    page.open("h3").text(sample.model() + " ");
    page.element("span", verdict(sample), "class", sample.score() == 1 ? "right" : "wrong");
    page.close();
    page.element("p", facts(sample), "class", "fine");
    if (sample.completion().isEmpty()) {
      page.element("p", "The generated text is hidden or not stored.", "class", "fine");
    } else {
      String thought = sample.thought();
      if (!thought.isEmpty()) {
        page.open("details", "data-keep", "").element("summary", "Thought");
        page.element("pre", cut(thought, LONGEST_THOUGHT)).close();
      }
      page.element("pre", cut(sample.answer(), LONGEST_ANSWER));
    }
    page.close().line();
  }

  private static String verdict(SampleText sample) {
    if (sample.finishReason().equals("error")) {
      return "failed";
    }
    return sample.score() == 1
        ? "right"
        : sample.score() == 0 ? "wrong" : "scored " + sample.score();
  }

  private static String facts(SampleText sample) {
    StringBuilder facts = new StringBuilder();
    facts.append("extracted ").append(sample.extracted().orElse("nothing"));
    sample.rule().ifPresent(rule -> facts.append(" · decided by ").append(rule));
    facts.append(" · ").append(NumberFormat.count(sample.tokens())).append(" tokens");
    facts.append(" · finish reason ").append(sample.finishReason());
    sample.error().ifPresent(error -> facts.append(" · ").append(error));
    return facts.toString();
  }

  private String cut(String text, int longest) {
    used += Math.min(text.length(), longest);
    if (text.length() <= longest) {
      return text;
    }
    int head = safe(text, longest / 2);
    int tail = safe(text, text.length() - longest / 2);
    return "%s%n[… %s characters left out …]%n%s"
        .formatted(text.substring(0, head), NumberFormat.count(tail - head), text.substring(tail))
        .replace("\r\n", "\n");
  }

  /** Returns where a text may be cut: never between the two halves of a character. */
  private static int safe(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
  }
}
