package org.alphagrid.eval.protocol;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Holds the texts around a thought. A tag may be one token of the model or several.
 *
 * @param open begins a thought
 * @param close ends it
 */
public record ThinkTags(String open, String close) implements Serializable {
  /** What Qwen3 and DeepSeek-R1 write. */
  public static final ThinkTags DEFAULT = new ThinkTags("<think>", "</think>");

  /**
   * Lists the tags that published models write: Qwen3 and DeepSeek-R1, Magistral, OpenThinker and
   * Sky-T1, Seed-OSS, Command A Reasoning, Kimi, EXAONE Deep, LongCat.
   */
  public static final List<ThinkTags> PUBLISHED =
      List.of(
          DEFAULT,
          new ThinkTags("[THINK]", "[/THINK]"),
          new ThinkTags("<|begin_of_thought|>", "<|end_of_thought|>"),
          new ThinkTags("<seed:think>", "</seed:think>"),
          new ThinkTags("<|START_THINKING|>", "<|END_THINKING|>"),
          new ThinkTags("◁think▷", "◁/think▷"),
          new ThinkTags("<thought>", "</thought>"),
          new ThinkTags("<longcat_think>", "</longcat_think>"));

  /**
   * Checks the tags.
   *
   * @throws IllegalArgumentException when one is blank or both are the same
   */
  public ThinkTags {
    requireText("open", open);
    requireText("close", close);
    if (open.equals(close)) {
      throw new IllegalArgumentException(
          "Invalid thinkTags: %s twice (must be two different texts)".formatted(open));
    }
  }

  private static void requireText(String name, String tag) {
    if (tag.isBlank()) {
      throw new IllegalArgumentException("Invalid thinkTags.%s: blank".formatted(name));
    }
  }

  /**
   * Finds the published tags that a text names, such as a chat template. The closing one is enough:
   * some templates only cut earlier thoughts off at it.
   */
  public static Optional<ThinkTags> namedIn(String text) {
    return PUBLISHED.stream().filter(tags -> text.contains(tags.close)).findFirst();
  }

  /** Finds the published tags whose opening one begins a completion, after blanks. */
  public static Optional<ThinkTags> beginning(String completion) {
    String begin = completion.stripLeading();
    return PUBLISHED.stream().filter(tags -> begin.startsWith(tags.open)).findFirst();
  }

  /** Returns whether a text ends inside a thought: its last opening tag is not closed. */
  public boolean leavesThoughtOpen(String text) {
    return text.lastIndexOf(open) > text.lastIndexOf(close);
  }

  @Override
  public String toString() {
    return open + " and " + close;
  }
}
