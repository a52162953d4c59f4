package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Turns a problem into the text of the user turn.
 *
 * @param text holds {@code {question}} and, for multiple choice, {@code {choices}}
 * @param choice how one option is written, with {@code {letter}} and {@code {text}}
 * @param separator what stands between options
 */
public record PromptTemplate(String text, String choice, String separator) implements Serializable {
  /** Writes an option as most benchmarks do: {@code A) text}. */
  public static final String DEFAULT_CHOICE = "{letter}) {text}";

  // A brace after a letter belongs to LaTeX, as in \boxed{answer}.
  private static final Pattern PLACEHOLDER = Pattern.compile("(?<![A-Za-z])\\{([A-Za-z_]+)\\}");

  /**
   * Checks the placeholders.
   *
   * @throws IllegalArgumentException when one is unknown, or {@code {question}}, {@code {letter}}
   *     or {@code {text}} is missing
   */
  public PromptTemplate {
    requireKnown("prompt", text, "question", "choices");
    requireKnown("choiceFormat", choice, "letter", "text");
    requirePresent("prompt", text, "question");
    requirePresent("choiceFormat", choice, "letter");
    requirePresent("choiceFormat", choice, "text");
  }

  /** Returns whether the options are shown. */
  public boolean showsChoices() {
    return text.contains("{choices}");
  }

  /** Returns the user turn for a problem. */
  public String render(Problem problem) {
    return fill(text, "question", problem.question(), "choices", choices(problem));
  }

  private String choices(Problem problem) {
    StringJoiner lines = new StringJoiner(separator);
    IntStream.range(0, problem.choices().size())
        .mapToObj(
            i ->
                fill(
                    choice,
                    "letter",
                    String.valueOf(Problem.letter(i)),
                    "text",
                    problem.choices().get(i)))
        .forEach(lines::add);
    return lines.toString();
  }

  // One pass, so that a question that contains {choices} stays as it is.
  private static String fill(
      String template, String name, String value, String otherName, String otherValue) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    return matcher.replaceAll(
        match -> {
          String key = match.group(1);
          return Matcher.quoteReplacement(
              key.equals(name) ? value : key.equals(otherName) ? otherValue : match.group());
        });
  }

  private static void requireKnown(String key, String template, String first, String second) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    while (matcher.find()) {
      if (!matcher.group(1).equals(first) && !matcher.group(1).equals(second)) {
        throw new IllegalArgumentException(
            "Unknown placeholder '%s' in %s; known: [{%s}, {%s}]"
                .formatted(matcher.group(), key, first, second));
      }
    }
  }

  private static void requirePresent(String key, String template, String name) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    if (matcher.results().noneMatch(match -> match.group(1).equals(name))) {
      throw new IllegalArgumentException(
          "Invalid %s: '%s' (must contain {%s})".formatted(key, template, name));
    }
  }
}
