package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same two problems in every format, and what mappings can say about their fields. */
class DataFilesTest {
  private static final List<Problem> SUMS =
      List.of(
          new Problem("1", "1+1=?", List.of("2", "3"), "A", null),
          new Problem("2", "1+2=?", List.of("2", "3"), "B", null));
  private static final String FIELDS =
      "{question: q, choices: options, answer: right, answerIs: index}";

  @TempDir Path directory;

  @Test
  void jsonIsAListOrHoldsOne() throws IOException {
    String list =
        "[{\"q\":\"1+1=?\",\"options\":[2,3],\"right\":0},\n"
            + "{\"q\":\"1+2=?\",\"options\":[2,3],\"right\":1}]";
    write("a.json", list);
    assertThat(problems("{path: a.json}", FIELDS)).isEqualTo(SUMS);

    write("b.json", "{\"data\":{\"rows\":" + list + "}}");
    assertThat(problems("{path: b.json, records: data.rows}", FIELDS)).isEqualTo(SUMS);
    refused("{path: b.json}", FIELDS, "must be a list; data.records names its field");
  }

  @Test
  void csvHasQuotesAndLinesInCells() throws IOException {
    write("a.csv", "q,A,B,right\r\n\"1+1=?\",2,3,1\r\n1+2=?,2,3,2\r\n");
    String fields = "{question: q, choices: [A, B], answer: right, answerIs: number}";
    assertThat(problems("{path: a.csv}", fields)).isEqualTo(SUMS);

    write("b.csv", "\uFEFFq,a\n\"say \"\"hi\"\",\ntwice\",5\n");
    assertThat(problems("{path: b.csv}", "{question: q, answer: a}"))
        .containsExactly(new Problem("1", "say \"hi\",\ntwice", List.of(), "5", null));

    write("c.csv", "q,a\n1,2\n3\n");
    refused("{path: c.csv}", "{question: q, answer: a}", "c.csv row 2: 1 values under 2 names");
  }

  @Test
  void lettersMayBeInBracketsOrLabelsOfTheRecord() throws IOException {
    write(
        "a.jsonl",
        "{\"q\":\"1+1=?\",\"choices\":{\"text\":[2,3],\"label\":[\"1\",\"2\"]},\"right\":\"1\"}\n"
            + "{\"q\":\"1+2=?\",\"choices\":{\"text\":[2,3],\"label\":[\"A\",\"B\"]},\"right\":\"(b)\"}\n");
    String fields = "{question: q, choices: choices.text, answer: right}";
    assertThat(problems("{path: a.jsonl}", fields)).isEqualTo(SUMS);

    // Without labels, a number may count from 0 or from 1, so it stays for the grader to refuse.
    write("b.jsonl", "{\"q\":\"1+1=?\",\"options\":[2,3],\"right\":\"1\"}\n");
    assertThat(problems("{path: b.jsonl}", "{question: q, choices: options, answer: right}"))
        .extracting(Problem::reference)
        .containsExactly("1");
  }

  @Test
  void parquetRowsHoldListsAndNumbers() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"row","fields":[
                  {"name":"q","type":"string"},
                  {"name":"options","type":{"type":"array","items":"string"}},
                  {"name":"right","type":"long"},
                  {"name":"note","type":["null","string"],"default":null}]}
                """);
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(directory.resolve("a.parquet").toUri());
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                HadoopOutputFile.fromPath(file, new Configuration()))
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .build()) {
      for (int i = 0; i < 2; i++) {
        writer.write(
            new GenericRecordBuilder(schema)
                .set("q", "1+%d=?".formatted(i + 1))
                .set("options", List.of("2", "3"))
                .set("right", (long) i)
                .build());
      }
    }
    assertThat(problems("{path: a.parquet}", FIELDS)).isEqualTo(SUMS);

    write("b.parquet", "PAR1 no");
    refused("{path: b.parquet}", FIELDS, "b.parquet: not readable as Parquet");
  }

  @Test
  void zstdIsToldByItsContent() throws IOException {
    byte[] packed =
        Zstd.compress("{\"q\":\"1\",\"a\":2}\n".repeat(1).getBytes(StandardCharsets.UTF_8));
    Files.write(directory.resolve("a.jsonl.zst"), packed);
    assertThat(problems("{path: a.jsonl.zst}", "{question: q, answer: a}")).hasSize(1);

    Files.write(directory.resolve("a.jsonl.zst"), Arrays.copyOf(packed, packed.length - 3));
    refused("{path: a.jsonl.zst}", "{question: q, answer: a}", "a.jsonl.zst: broken zstd: ");
  }

  @Test
  void aFolderOrPatternIsReadInTheOrderOfNames() throws IOException {
    Files.createDirectory(directory.resolve("many"));
    write("many/b.jsonl", "{\"q\":\"2\",\"a\":2}");
    write("many/a.jsonl", "{\"q\":\"1\",\"a\":1}\n{\"q\":\"3\",\"a\":3}");
    String fields = "{question: q, answer: a, cluster: $file}";

    for (String path : List.of("many", "many/*.jsonl")) {
      assertThat(problems("{path: '%s', format: jsonl}".formatted(path), fields))
          .extracting(Problem::id, Problem::cluster)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("a/1", "a"),
              org.assertj.core.groups.Tuple.tuple("a/2", "a"),
              org.assertj.core.groups.Tuple.tuple("b/1", "b"));
    }
    refused("{path: 'none/*.jsonl', obtain: ask}", fields, "no such file", "how to get it: ask");
  }

  @Test
  void fieldsMayBeNestedAndPutTogether() throws IOException {
    write(
        "a.jsonl",
        "{\"x.y\":\"p\",\"x\":{\"y\":\"no\",\"z\":[\"u\",\"v\"]},\"a\":\"1\",\"k\":{\"n\":2}}");
    assertThat(
            problems(
                "{path: a.jsonl}",
                "{id: x.y, question: '{x.z.0}. {x.z.1}?', answer: [a, k], cluster: x.z.1}"))
        .containsExactly(
            new Problem("p", "u. v?", List.of(), "{\"a\":\"1\",\"k\":{\"n\":2}}", null, "v"));
    refused(
        "{path: a.jsonl}",
        "{question: x.z.2, answer: a}",
        "line 1: missing field 'x.z.2' (found: [a, k, x, x.y])");
  }

  @Test
  void onlyRecordsThatAreAskedForAreTaken() throws IOException {
    write("a.jsonl", "{\"q\":\"1\",\"a\":1,\"t\":\"ok\"}\n{\"q\":\"2\",\"a\":2,\"t\":\"bad\"}");
    assertThat(problems("{path: a.jsonl}", "{question: q, answer: a, only: {t: [ok, fine]}}"))
        .extracting(Problem::id)
        .containsExactly("1");
    refused(
        "{path: a.jsonl}", "{question: q, answer: a, only: {s: ok}}", "line 1: missing field 's'");
  }

  @Test
  void theRightOptionMayBeGivenByItsText() throws IOException {
    String fields = "{question: q, choices: [r, w], answer: r, answerIs: text}";
    write("a.jsonl", "{\"q\":\"1\",\"r\":\"yes\",\"w\":\"no\"}");
    assertThat(problems("{path: a.jsonl}", fields).get(0).reference()).isEqualTo("A");

    write("b.jsonl", "{\"q\":\"1\",\"r\":\"yes\",\"w\":\"yes\"}");
    refused("{path: b.jsonl}", fields, "line 1: the answer 'yes' is two options");
    write("c.jsonl", "{\"q\":\"1\",\"options\":[1,2],\"right\":2}");
    refused("{path: c.jsonl}", FIELDS, "line 1: the answer names option 2 counted from 0");
  }

  @Test
  void theAnswerMayFollowAMark() throws IOException {
    String fields = "{question: q, answer: a, answerAfter: '####'}";
    write("a.jsonl", "{\"q\":\"1\",\"a\":\"1 #### 2\\n#### 1,000 \"}");
    assertThat(problems("{path: a.jsonl}", fields).get(0).reference()).isEqualTo("1,000");

    write("b.jsonl", "{\"q\":\"1\",\"a\":\"1000\"}");
    refused("{path: b.jsonl}", fields, "line 1: the answer has no '####' (must have one)");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private void refused(String data, String fields, String... parts) {
    assertThatThrownBy(() -> problems(data, fields))
        .isInstanceOf(UserException.class)
        .message()
        .contains(parts);
  }

  private List<Problem> problems(String data, String fields) {
    String definition =
        """
        name: sums
        version: 1
        description: d
        licence: CC0
        source: here
        data: %s
        fields: %s
        prompt: "{question}%s"
        extractor: choice-letter
        grader: choice
        """
            .formatted(data, fields, fields.contains("choices") ? " {choices}" : "");
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(directory.resolve("sums.yaml").toUri());
    Benchmark benchmark = BenchmarkReader.parse(ConfigNode.parse("sums.yaml", definition), file);
    return new ProblemReader(benchmark).read(new Configuration()).problems();
  }
}
