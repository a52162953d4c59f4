package org.alphagrid.eval.protocol;

import java.io.Serializable;

/**
 * Holds the token texts around a thought. The closing one alone splits thinking from answer: many
 * templates open the thought in the prompt.
 *
 * @param open begins a thought
 * @param close ends it
 */
public record ThinkTags(String open, String close) implements Serializable {
  /** What Qwen3 and DeepSeek-R1 write. */
  public static final ThinkTags DEFAULT = new ThinkTags("<think>", "</think>");

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

  /** Returns whether a text ends inside a thought: its last opening tag is not closed. */
  public boolean leavesThoughtOpen(String text) {
    return text.lastIndexOf(open) > text.lastIndexOf(close);
  }
}
