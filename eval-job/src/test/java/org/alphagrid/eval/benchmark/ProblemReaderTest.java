package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemReaderTest {
  private static final String DEFINITION =
      """
      name: sums
      version: 3
      description: d
      licence: CC0
      source: here
      data: {path: sums.jsonl, format: jsonl}
      fields: {id: id, question: question, answer: answer, level: level, choices: choices}
      prompt: "{question} {choices}"
      extractor: choice-letter
      grader: choice
      """;
  private static final String LINE =
      "{\"id\":\"c-1\",\"question\":\"1+1=?\",\"choices\":[\"2\",3],\"answer\":\"A\",\"level\":2}";

  @TempDir Path directory;

  @Test
  void readsProblemsInFileOrder() throws IOException {
    ProblemSet set = read(LINE + "\r\n\n" + LINE.replace("c-1", "c-2") + "\n");

    assertThat(set.problems())
        .containsExactly(
            new Problem("c-1", "1+1=?", List.of("2", "3"), "A", 2),
            new Problem("c-2", "1+1=?", List.of("2", "3"), "A", 2));
  }

  @Test
  void gzipIsToldByItsContent() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(LINE.getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = packed.toByteArray();
    Files.write(directory.resolve("sums.jsonl"), whole);
    assertThat(problems(directory, DEFINITION).problems()).hasSize(1);

    Files.write(directory.resolve("sums.jsonl"), Arrays.copyOf(whole, whole.length - 12));
    assertThatThrownBy(() -> problems(directory, DEFINITION))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("sums.jsonl: broken gzip: ");
  }

  @Test
  void missingDataThatIsNotShippedSaysHowToGetIt() {
    String definition =
        DEFINITION.replace("format: jsonl}", "format: jsonl, obtain: ask its owner}");

    assertThatThrownBy(() -> problems(directory, definition))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith(
            "sums.jsonl: no such file (benchmark 'sums' is not shipped; how to get it: ask its"
                + " owner)");
  }

  @Test
  void numbersAreKeptAsWritten() throws IOException {
    ProblemSet set = read(LINE.replace("\"c-1\"", "7").replace("\"A\"", "0.10"));

    assertThat(set.problems().get(0).id()).isEqualTo("7");
    assertThat(set.problems().get(0).reference()).isEqualTo("0.10");
  }

  @Test
  void everyComplaintNamesFileLineAndField() {
    assertRefused(
        LINE.replace("\"answer\"", "\"solution\""),
        "line 2: missing field 'answer' (found: [choices, id, level, question, solution])");
    assertRefused(LINE, "line 2: field 'id' is 'c-1', which line 1 has already");
    assertRefused("{\"id\": ", "line 2: not JSON: Unexpected end-of-input");
    assertRefused(other() + "{}", "line 2: not JSON: Trailing token");
    assertRefused("[1]", "line 2: found [1] (must be a JSON object)");
    assertRefused(
        other().replace("\"A\"", "null"),
        "line 2: field 'answer' is null (must be text or a number)");
    assertRefused(
        other().replace("\"1+1=?\"", "\" \""),
        "line 2: field 'question' is \" \" (must be text or a number)");
    assertRefused(
        other().replace(":2}", ":\"hard\"}"),
        "line 2: field 'level' is \"hard\" (must be a whole number)");
    assertRefused(
        other().replace("[\"2\",3]", "\"2 or 3\""),
        "line 2: field 'choices' is \"2 or 3\" (must be a list)");
    assertRefused(other().replace(",3]", "]"), "line 2: Invalid choices: 1 of them");
    assertRefused(
        other().replace(",3]", ",null]"), "line 2: field 'choices' holds null (must hold text");
    assertRefused(other().replace("{\"id\"", "{\"id\":1,\"id\""), "line 2: not JSON: Duplicate");
  }

  @Test
  void anEmptyOrMissingFileIsAnError() {
    assertThatThrownBy(() -> read("\n \n"))
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("sums.jsonl: it holds no problem");
    assertThatThrownBy(() -> problems(directory))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot read problem file ");
  }

  @Test
  void aChangedFileOrRuleIsAnotherVersion() throws IOException {
    ProblemSet set = read(LINE);

    assertThat(set.version()).startsWith("3+").hasSize(14);
    assertThat(read(LINE).digest()).isEqualTo(set.digest());
    assertThat(read(LINE + "\n").digest()).isNotEqualTo(set.digest());
    assertThat(read(LINE, DEFINITION.replace("grader: choice", "grader: exact")).digest())
        .isNotEqualTo(set.digest());
    assertThat(read(LINE, DEFINITION + "samples: 9\n").digest()).isEqualTo(set.digest());
  }

  private static String other() {
    return LINE.replace("c-1", "c-2");
  }

  private void assertRefused(String secondLine, String message) {
    assertThatThrownBy(() -> read(LINE + "\n" + secondLine))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot read file:" + directory)
        .hasMessageContaining("sums.jsonl " + message);
  }

  private ProblemSet read(String data) throws IOException {
    return read(data, DEFINITION);
  }

  private ProblemSet read(String data, String definition) throws IOException {
    Files.writeString(directory.resolve("sums.jsonl"), data);
    return problems(directory, definition);
  }

  private static ProblemSet problems(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve("sums.jsonl"));
    return problems(directory, DEFINITION);
  }

  private static ProblemSet problems(Path directory, String definition) {
    org.apache.hadoop.fs.Path file =
        new org.apache.hadoop.fs.Path(directory.resolve("sums.yaml").toUri());
    Benchmark benchmark = BenchmarkReader.parse(ConfigNode.parse("sums.yaml", definition), file);
    return new ProblemReader(benchmark).read(new Configuration());
  }
}
