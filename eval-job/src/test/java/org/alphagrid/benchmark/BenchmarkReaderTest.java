package org.alphagrid.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;

class BenchmarkReaderTest {
  private static final String MINIMAL =
      """
      name: sums
      version: 3
      description: d
      licence: CC0
      source: here
      data: {path: ../data/sums.jsonl, format: jsonl}
      fields: {id: key, question: q, answer: a}
      prompt: "{question}"
      extractor: boxed
      grader: integer
      """;

  @Test
  void fillsDefaults() {
    Benchmark benchmark = parse(MINIMAL);

    assertThat(benchmark.samples()).isEqualTo(1);
    assertThat(benchmark.maxTokens()).isNull();
    assertThat(benchmark.text()).isEqualTo(TextPolicy.STORED);
    assertThat(benchmark.fields()).isEqualTo(new FieldMapping("key", "q", "a", null, null));
  }

  @Test
  void readsEveryKey() {
    Benchmark benchmark =
        parse(
            MINIMAL
                    .replace("answer: a", "answer: a, level: l, choices: c")
                    .replace("{question}", "{question} {choices}")
                + """
                choiceFormat: "({letter}) {text}"
                choiceSeparator: " "
                samples: 8
                maxTokens: 500
                text: hidden
                """);

    assertThat(benchmark.fields()).isEqualTo(new FieldMapping("key", "q", "a", "l", "c"));
    assertThat(benchmark.prompt())
        .isEqualTo(new PromptTemplate("{question} {choices}", "({letter}) {text}", " "));
    assertThat(benchmark.samples()).isEqualTo(8);
    assertThat(benchmark.maxTokens()).isEqualTo(500);
    assertThat(benchmark.text()).isEqualTo(TextPolicy.HIDDEN);
  }

  @Test
  void relativeDataStandsBesideTheDefinition() {
    assertThat(location("../data/sums.jsonl"))
        .isEqualTo(URI.create("hdfs://cluster/conf/data/sums.jsonl"));
    assertThat(location("/lake/sums.jsonl")).isEqualTo(URI.create("/lake/sums.jsonl"));
    assertThat(location("file:///tmp/sums.jsonl")).isEqualTo(URI.create("file:///tmp/sums.jsonl"));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertRefused(MINIMAL + "sample: 2\n", "Unknown key 'sample'; did you mean 'samples'?");
    assertRefused(MINIMAL.replace("jsonl}", "csv}"), "Invalid data.format: \"csv\" (must be jsonl");
    assertRefused(MINIMAL.replace("question: q, ", ""), "Missing required key 'question'");
    assertRefused(MINIMAL + "text: none\n", "Invalid text: \"none\" (must be stored or hidden");
    assertRefused(MINIMAL + "samples: 0\n", "Invalid samples: 0");
    assertRefused(
        MINIMAL.replace("{question}", "{question}{choices}"),
        "must contain {choices} exactly when fields.choices is given");
    assertRefused(
        MINIMAL.replace("answer: a", "answer: a, choices: c"),
        "must contain {choices} exactly when fields.choices is given");
  }

  private static URI location(String path) {
    return parse(MINIMAL.replace("../data/sums.jsonl", path)).data().location();
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("sums.yaml");
  }

  private static Benchmark parse(String yaml) {
    return BenchmarkReader.parse(
        ConfigNode.parse("sums.yaml", yaml), new Path("hdfs://cluster/conf/benchmarks/sums.yaml"));
  }
}
