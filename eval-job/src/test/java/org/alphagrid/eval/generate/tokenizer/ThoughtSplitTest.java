package org.alphagrid.eval.generate.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.eval.protocol.ThoughtSpan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThoughtSplitTest {
  private static final int STOP = 256;
  private static final List<String> PARTS =
      List.of("<think>", "</think>", "a", " b", "\n", ">\n", "é", "<", "</", "think", ">", "`");

  @TempDir private Path folder;

  @Test
  void tagsOfOneToken() throws IOException {
    try (ModelTokenizer tokenizer =
        open(
            new ByteTokenizer()
                .special("<|end|>", STOP)
                .ordinary("<think>", 257)
                .ordinary("</think>", 258))) {
      assertThat(split(tokenizer, "<think>ab</think>cd", false)).isEqualTo(new ThoughtSplit(4, 3));
      assertThat(split(tokenizer, "ab</think>cd", false)).isEqualTo(new ThoughtSplit(3, 3));
      assertThat(split(tokenizer, "<think>ab", false)).isEqualTo(new ThoughtSplit(4, 0));
      assertThat(split(tokenizer, "ab", true)).isEqualTo(new ThoughtSplit(3, 0));
      assertThat(split(tokenizer, "ab", false)).isEqualTo(new ThoughtSplit(0, 3));
      assertThat(split(tokenizer, "<think></think>", false)).isEqualTo(new ThoughtSplit(2, 1));
    }
  }

  @Test
  void tagsOfSeveralTokens() throws IOException {
    try (ModelTokenizer tokenizer = open(plain())) {
      // Each byte is a token: 7 and 8 of the tags, 2 of the thought.
      assertThat(split(tokenizer, "<think>ab</think>cd", false)).isEqualTo(new ThoughtSplit(17, 3));
      assertThat(split(tokenizer, "<think>ab</thi", false)).isEqualTo(new ThoughtSplit(15, 0));
    }
  }

  /** The token that completes the tag counts, whatever else it holds. */
  @Test
  void tokenThatCompletesATagMayHoldMore() throws IOException {
    try (ModelTokenizer tokenizer = open(plain().merge(">", "c"))) {
      assertThat(split(tokenizer, "ab</think>cd", false)).isEqualTo(new ThoughtSplit(10, 2));
    }
  }

  @Test
  void equalsACountTokenByToken() throws IOException {
    Random random = new Random(7);
    try (ModelTokenizer tokenizer =
        open(plain().merge("t", "h").merge(">", "\n").merge("k", ">").merge("<", "/"))) {
      for (int i = 0; i < 2000; i++) {
        String text =
            IntStream.range(0, random.nextInt(12))
                .mapToObj(part -> PARTS.get(random.nextInt(PARTS.size())))
                .collect(Collectors.joining());
        boolean opened = random.nextBoolean();
        ThoughtSpan span = ThoughtSpan.of(text, opened, ThinkTags.DEFAULT);
        assertThat(split(tokenizer, text, opened).thinkingTokens())
            .as("'%s', opened by the prompt: %s", text, opened)
            .isEqualTo(counted(tokenizer, tokens(tokenizer, text), text, span));
      }
    }
  }

  /** Decodes one token more at a time until the thought is there. */
  private static int counted(
      ModelTokenizer tokenizer, TokenIds tokens, String text, ThoughtSpan span) {
    if (span.isUnclosed()) {
      return tokens.length();
    }
    int count = 0;
    while (!tokenizer
        .decode(tokens.slice(0, count))
        .startsWith(text.substring(0, span.answerStart()))) {
      count++;
    }
    return count;
  }

  private static ByteTokenizer plain() {
    return new ByteTokenizer().special("<|end|>", STOP);
  }

  private ModelTokenizer open(ByteTokenizer tokenizer) throws IOException {
    return ModelTokenizer.open(tokenizer.write(folder));
  }

  /** A completion that ends with the stop token. */
  private static TokenIds tokens(ModelTokenizer tokenizer, String text) {
    return tokenizer.encode(text + "<|end|>");
  }

  private static ThoughtSplit split(ModelTokenizer tokenizer, String text, boolean opened) {
    ThoughtSpan span = ThoughtSpan.of(text, opened, ThinkTags.DEFAULT);
    return ThoughtSplit.of(tokens(tokenizer, text), text, span, tokenizer);
  }
}
