package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphagrid.eval.protocol.Conversation;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final PromptTemplate TEMPLATE =
      new PromptTemplate("Q: {question}\n{choices}\nA:", PromptTemplate.DEFAULT_CHOICE, "\n");
  private static final Problem PROBLEM = new Problem("7", "2+2?", List.of("4", "5"), "A", null);
  private static final List<Examples.Item> ITEMS =
      List.of(new Examples.Item("1+1?", List.of("2", "3"), "A {question}"));

  @Test
  void turnsStandBeforeTheQuestion() {
    assertThat(new Examples(Examples.Style.TURNS, "\n", ITEMS).ask(TEMPLATE, PROBLEM))
        .isEqualTo(
            new Conversation(
                List.of(new Conversation.Turn("Q: 1+1?\nA) 2\nB) 3\nA:", "A {question}")),
                "Q: 2+2?\nA) 4\nB) 5\nA:"));
  }

  @Test
  void inlineExamplesStandInTheUserTurn() {
    assertThat(new Examples(Examples.Style.INLINE, " ", ITEMS).ask(TEMPLATE, PROBLEM))
        .isEqualTo(
            Conversation.of("Q: 1+1?\nA) 2\nB) 3\nA: A {question}\n\nQ: 2+2?\nA) 4\nB) 5\nA:"));
  }

  @Test
  void withoutExamplesTheQuestionStandsAlone() {
    assertThat(Examples.NONE.ask(TEMPLATE, PROBLEM))
        .isEqualTo(Conversation.of("Q: 2+2?\nA) 4\nB) 5\nA:"));
  }
}
