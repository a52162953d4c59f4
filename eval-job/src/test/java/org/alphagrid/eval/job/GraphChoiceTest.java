package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.eval.protocol.Decoding;
import org.junit.jupiter.api.Test;

class GraphChoiceTest {
  private static final Decoding GREEDY = new Decoding(0, 0, 1, 0, 9);
  private static final Decoding TOP_K = new Decoding(0.6, 20, 0.95, 0, 9);

  @Test
  void theGraphChoosesWhereItCanDoAllThatIsWanted() {
    assertThat(choice(GREEDY, GREEDY.withMaxTokens(4))).isEqualTo(TokenChoice.BEST);
    assertThat(choice(TOP_K, GREEDY)).isEqualTo(TokenChoice.random(20));
    assertThat(choice(TOP_K, new Decoding(1, 50, 1, 0.1, 9))).isEqualTo(TokenChoice.random(50));
  }

  @Test
  void tokensAreDrawnOutsideWhereItCannot() {
    assertThat(choice(TOP_K, new Decoding(0.6, 0, 0.95, 0, 9))).isEqualTo(TokenChoice.LOGITS);
    assertThat(choice(new Decoding(0.6, 5000, 0.95, 0, 9))).isEqualTo(TokenChoice.LOGITS);
    assertThat(choice(GREEDY, new Decoding(0, 0, 1, 0, 1.1, 0, 0, 9)))
        .isEqualTo(TokenChoice.LOGITS);
  }

  private static TokenChoice choice(Decoding... decodings) {
    return GraphChoice.ofDecodings(List.of(decodings));
  }
}
