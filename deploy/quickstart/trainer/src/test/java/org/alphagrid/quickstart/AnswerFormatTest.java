package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerFormatTest {
  private static final ArithmeticProblem PROBLEM =
      new ArithmeticProblem(Kind.CHOICE_SUM, 1, List.of(4, 5), List.of(8, 9, 7, 6));

  @Test
  void promptIsTheChatTemplateUpToTheAssistantTurn() {
    assertThat(text(AnswerFormat.prompt(PROBLEM.prompt())))
        .isEqualTo(
            "<|im_start|>user\n4+5=?\nA) 8\nB) 9\nC) 7\nD) 6<|im_end|>\n<|im_start|>assistant\n");
  }

  @Test
  void directAnswersAtOnce() {
    assertThat(text(AnswerFormat.DIRECT.reply(PROBLEM))).isEqualTo("\\boxed{B}<|im_end|>");
  }

  @Test
  void thinkAnswersAfterItsSteps() {
    int[] reply = AnswerFormat.THINK.reply(PROBLEM);
    assertThat(text(reply))
        .isEqualTo("<think>\n4+5:4+5=9;9\nA8n,B9y\n</think>\n\n\\boxed{B}<|im_end|>");
    assertThat(reply[0]).isEqualTo(Vocabulary.THINK);
    assertThat(reply[reply.length - 1]).isEqualTo(Vocabulary.TURN_END);
  }

  private static String text(int[] ids) {
    return Vocabulary.decode(IntStream.of(ids).boxed().toList());
  }
}
