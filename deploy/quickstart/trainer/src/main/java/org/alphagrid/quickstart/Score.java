package org.alphagrid.quickstart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds a model's score on the benchmarks: accuracy, tokens, and the share of replies that think.
 */
final class Score {
  private static final Pattern BOX = Pattern.compile("\\\\boxed\\{([^{}]*)}");
  private static final Pattern WELL_FORMED =
      Pattern.compile("(<think>\\n[^<>]*</think>\\n\\n)?\\\\boxed\\{[^{}<>]+}<\\|im_end\\|>");

  private final Map<Kind, int[]> correctByKind = new EnumMap<>(Kind.class);
  private final int[] correctByLevel = new int[5];
  private final int[] countByLevel = new int[5];
  private int count;
  private int correct;
  private int tokens;
  private int thinking;
  private int wellFormed;

  /** Generates a reply to every item and grades it. */
  static Score of(Generator generator, float[] weights, List<ProblemFiles.Item> items) {
    List<int[]> prompts = new ArrayList<>();
    items.forEach(item -> prompts.add(AnswerFormat.prompt(item.prompt())));
    List<List<Integer>> replies = generator.generate(weights, prompts);
    Score score = new Score();
    for (int i = 0; i < items.size(); i++) {
      score.add(items.get(i), replies.get(i));
    }
    return score;
  }

  private void add(ProblemFiles.Item item, List<Integer> reply) {
    String text = Vocabulary.decode(reply);
    boolean right = item.answer().equals(lastBox(text));
    int[] ofKind = correctByKind.computeIfAbsent(item.kind(), kind -> new int[2]);
    ofKind[1]++;
    countByLevel[item.level() - 1]++;
    count++;
    tokens += reply.size();
    thinking += reply.contains(Vocabulary.THINK) ? 1 : 0;
    wellFormed += WELL_FORMED.matcher(text).matches() ? 1 : 0;
    if (right) {
      ofKind[0]++;
      correctByLevel[item.level() - 1]++;
      correct++;
    }
  }

  /** Returns what the last box holds, or null without one. */
  static String lastBox(String text) {
    Matcher matcher = BOX.matcher(text);
    String found = null;
    while (matcher.find()) {
      found = matcher.group(1);
    }
    return found;
  }

  /** Returns the heading of the Markdown table whose lines {@link #line} gives. */
  static String heading() {
    return "| model | decoding | accuracy | chain-sum | signed-sum | choice-sum | levels 1 to 5 |"
        + " tokens | think ratio | well-formed |\n|---|---|---|---|---|---|---|---|---|---|";
  }

  /** Returns a line of the table; shares are in per cent. */
  String line(String model, String decoding) {
    StringBuilder levels = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      levels.append(i > 0 ? " " : "");
      levels.append(Math.round(100.0 * correctByLevel[i] / countByLevel[i]));
    }
    StringBuilder kinds = new StringBuilder();
    for (int[] ofKind : correctByKind.values()) {
      kinds.append(String.format(Locale.ROOT, " %.1f |", 100.0 * ofKind[0] / ofKind[1]));
    }
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f |%s %s | %.1f | %.3f | %.1f |",
        model,
        decoding,
        100.0 * correct / count,
        kinds,
        levels,
        (double) tokens / count,
        (double) thinking / count,
        100.0 * wellFormed / count);
  }
}
