package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
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
    assertThat(benchmark.fields()).isEqualTo(FieldMapping.of("key", "q", "a"));
  }

  @Test
  void readsEveryKey() {
    Benchmark benchmark =
        parse(
            MINIMAL
                    .replace(
                        "question: q, answer: a",
                        "question: \"{body}. {q}\", answer: a, answerAfter: '####', answerIs: index, level: l,"
                            + " choices: c, cluster: topic, only: {kind: [ok, 1]}")
                    .replace("{question}", "{question} {choices}")
                + """
                choiceFormat: "({letter}) {text}"
                choiceSeparator: " "
                shuffleChoices: true
                examples:
                  style: inline
                  join: " "
                  items: [{question: "1+1=?", choices: [2, 3], answer: A}]
                samples: 8
                maxTokens: 500
                text: hidden
                """);

    assertThat(benchmark.fields())
        .isEqualTo(
            new FieldMapping(
                new FieldText("key"),
                new FieldText("{body}. {q}"),
                List.of(new FieldText("a")),
                "####",
                AnswerForm.INDEX,
                new FieldText("l"),
                List.of(new FieldText("c")),
                new FieldText("topic"),
                new TreeMap<>(Map.of("kind", Set.of("ok", "1")))));
    assertThat(benchmark.shuffleChoices()).isTrue();
    assertThat(benchmark.examples())
        .isEqualTo(
            new Examples(
                Examples.Style.INLINE,
                " ",
                List.of(new Examples.Item("1+1=?", List.of("2", "3"), "A"))));
    assertThat(benchmark.prompt())
        .isEqualTo(new PromptTemplate("{question} {choices}", "({letter}) {text}", " "));
    assertThat(benchmark.samples()).isEqualTo(8);
    assertThat(benchmark.maxTokens()).isEqualTo(500);
    assertThat(benchmark.text()).isEqualTo(TextPolicy.HIDDEN);
  }

  @Test
  void theFormatIsToldByTheName() {
    assertThat(format("a.csv")).isEqualTo(DataFormat.CSV);
    assertThat(format("a.b.json.gz")).isEqualTo(DataFormat.JSON);
    assertThat(format("a.jsonl.zst")).isEqualTo(DataFormat.JSONL);
    assertThat(format("folder/*.parquet")).isEqualTo(DataFormat.PARQUET);
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
    assertRefused(
        MINIMAL.replace("format: jsonl}", "format: xml}"),
        "Invalid data.format: \"xml\" (must be one of [jsonl, json, csv, parquet]");
    assertRefused(
        MINIMAL.replace("sums.jsonl, format: jsonl}", "sums.txt}"),
        "Invalid data.path: \"../data/sums.txt\" (must be a file ending in one of");
    assertRefused(
        MINIMAL.replace("format: jsonl}", "records: a}"),
        "Invalid data.records: \"a\" (must be given for json only");
    assertRefused(MINIMAL + "shuffleChoices: true\n", "must not be without fields.choices");
    assertRefused(
        MINIMAL.replace("answer: a", "answer: a, answerIs: index"),
        "Invalid fields.answerIs: index (must not be given without fields.choices)");
    assertRefused(
        MINIMAL.replace("answer: a", "answer: a, answerIs: word"),
        "Invalid fields.answerIs: \"word\" (must be letter, index, number or text");
    assertRefused(
        MINIMAL + "examples: {style: before, items: []}\n",
        "Invalid examples.style: \"before\" (must be turns or inline");
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

  private static DataFormat format(String path) {
    return parse(MINIMAL.replace("../data/sums.jsonl, format: jsonl", path)).data().format();
  }

  private static void assertRefused(String yaml, String message) {
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("sums.yaml");
  }

  private static Benchmark parse(String yaml) {
    return BenchmarkReader.parse(
        ConfigNode.parse("sums.yaml", yaml), new Path("hdfs://cluster/conf/benchmarks/sums.yaml"));
  }
}
