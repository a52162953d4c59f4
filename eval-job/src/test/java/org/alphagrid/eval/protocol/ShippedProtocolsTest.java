package org.alphagrid.eval.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** The definitions in {@code conf/protocols}. */
class ShippedProtocolsTest {
  private final ProtocolReader reader =
      new ProtocolReader(
          new org.apache.hadoop.fs.Path(conf().resolve("protocols").toUri()), new Configuration());

  @Test
  void everyDefinitionIsReadable() {
    assertThat(reader.names())
        .contains(
            "quickstart",
            "greedy",
            "qwen3-thinking",
            "qwen3-instruct",
            "deepseek-r1",
            "thinking-spectrum");
    assertThat(reader.names()).allSatisfy(name -> assertThat(reader.read(name)).isNotNull());
  }

  @Test
  void settingsAreThoseOfTheModelCards() {
    assertThat(decoding("quickstart")).isEqualTo(new Decoding(0.8, 0, 1, 0, 200));
    assertThat(decoding("greedy").greedy()).isTrue();
    assertThat(decoding("qwen3-thinking")).isEqualTo(new Decoding(0.6, 20, 0.95, 0, 32768));
    assertThat(decoding("qwen3-instruct")).isEqualTo(new Decoding(0.7, 20, 0.8, 0, 16384));
    assertThat(decoding("deepseek-r1")).isEqualTo(new Decoding(0.6, 0, 0.95, 0, 32768));
    assertThat(decoding("thinking-spectrum")).isEqualTo(new Decoding(0.6, 20, 0.95, 0, 39512));
  }

  @Test
  void theStudysPromptIsItsHandWrittenChatMl() {
    PromptRenderer renderer =
        PromptRenderer.of(reader.read("thinking-spectrum"), Path.of("no-such-model"));

    assertThat(renderer.render("What is 6*7?"))
        .isEqualTo(
            new Prompt(
                "<|im_start|>system\nPlease anwser the question and put your final answer within"
                    + " \\boxed{}.<|im_end|>\n<|im_start|>user\nWhat is 6*7?<|im_end|>\n"
                    + "<|im_start|>assistant\n",
                false,
                false));
  }

  private Decoding decoding(String name) {
    return reader.read(name).decoding();
  }

  private static Path conf() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("conf/protocols"))) {
      directory = directory.getParent();
    }
    return directory.resolve("conf");
  }
}
