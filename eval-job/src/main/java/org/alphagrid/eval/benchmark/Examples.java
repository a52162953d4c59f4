package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.protocol.Conversation;

/**
 * Holds solved problems that are shown before the one that is asked.
 *
 * @param style where they stand
 * @param join for {@link Style#INLINE}, what stands between a question and its answer
 * @param items in the order shown
 */
public record Examples(Style style, String join, List<Item> items) implements Serializable {
  /** Shows nothing before the problem. */
  public static final Examples NONE = new Examples(Style.TURNS, "\n", List.of());

  private static final String BETWEEN = "\n\n";

  /** Says where examples stand. */
  public enum Style {
    /** As earlier turns of the conversation. */
    TURNS,
    /** In the user turn, before the question. */
    INLINE
  }

  /**
   * Holds one solved problem.
   *
   * @param choices its options; empty where there are none
   * @param answer what an assistant would have written
   */
  public record Item(String question, List<String> choices, String answer) implements Serializable {
    public Item {
      choices = List.copyOf(choices);
    }

    private String rendered(PromptTemplate template) {
      return template.render(new Problem("example", question, choices, answer, null));
    }
  }

  public Examples {
    items = List.copyOf(items);
  }

  /** Returns the conversation that shows the examples and asks a problem. */
  public Conversation ask(PromptTemplate template, Problem problem) {
    String question = template.render(problem);
    if (style == Style.TURNS) {
      List<Conversation.Turn> turns = new ArrayList<>();
      items.forEach(
          item -> turns.add(new Conversation.Turn(item.rendered(template), item.answer())));
      return new Conversation(turns, question);
    }
    StringBuilder text = new StringBuilder();
    items.forEach(
        item ->
            text.append(item.rendered(template))
                .append(join)
                .append(item.answer())
                .append(BETWEEN));
    return Conversation.of(text.append(question).toString());
  }
}
