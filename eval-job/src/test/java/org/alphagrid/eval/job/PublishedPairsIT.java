package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.eval.prompt.ScriptedCheckpoint;
import org.alphagrid.eval.prompt.ScriptedParent;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.merge.job.InspectJob;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Pairs with the keys, tokens and templates of published ones, whose weights say a given text: what
 * inspect advises is written in the sweep, and every row is then what was scripted.
 */
@Tag("slow")
class PublishedPairsIT {
  private static final int MOST_TOKENS = 48;
  private static final String QUESTION = "8+10=?";
  private static final String SWEEP =
      """
      name: pair
      parents: {direct: direct, think: think}
      merge: [{method: linear, alpha: [0.75]}]
      eval: {benchmarks: [sum], protocol: greedy, samples: 1, models: in-memory}
      """;

  @TempDir private Path directory;

  static Stream<Arguments> pairs() throws IOException {
    return StreamSupport.stream(ScriptedParent.pairs().spliterator(), false)
        .map(pair -> Arguments.of(pair.path("name").asText(), pair));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pairs")
  void adviceOfInspectGivesTheRowsThatWereScripted(String name, JsonNode pair) throws IOException {
    boolean sentencePiece = pair.path("sentencePiece").asBoolean();
    try (ScriptedParent direct =
            new ScriptedParent(pair.path("direct"), sentencePiece, directory.resolve("direct"));
        ScriptedParent think =
            new ScriptedParent(pair.path("think"), sentencePiece, directory.resolve("think"))) {
      direct.write(0, direct);
      think.write(ScriptedCheckpoint.IDS, direct);
      writeDefinitions();
      List<String> advice = advice();
      assertThat(advice).as(String.join("\n", advice)).hasSizeLessThanOrEqualTo(25);
      Files.writeString(sweep(), SWEEP + String.join("\n", written(advice)) + "\n");
      String donor = donor(advice);
      assertThat(donor).isEqualTo(pair.path("donor").asText());
      Map<String, SampleRow> rows = eval();
      ScriptedParent asker = donor.equals("think") ? think : direct;
      requireScripted(rows.get("parent/direct"), direct, direct);
      requireScripted(rows.get("parent/think"), think, think);
      requireScripted(rows.get("linear/alpha=0.75"), think, asker);
      assertThat(inspect().exitCode()).isZero();
    }
  }

  /** A row is what its model was scripted to say, after a prompt of the asker's files. */
  private static void requireScripted(SampleRow row, ScriptedParent speaker, ScriptedParent asker) {
    boolean ends = speaker.ends();
    assertThat(row.getPromptTokens()).isEqualTo(asker.prompt(QUESTION).length());
    assertThat(row.getFinishReason()).isEqualTo(ends ? "stop" : "length");
    assertThat(row.getCompletionTokens())
        .isEqualTo(ends ? speaker.completion().length() : MOST_TOKENS);
    assertThat(row.getCompletion()).startsWith(speaker.text());
    assertThat(row.getThinkingTokens()).isEqualTo(ends ? speaker.thinkingTokens() : MOST_TOKENS);
    assertThat(row.getThinkClosed()).isEqualTo(speaker.thinkingTokens() > 0);
    assertThat(row.getPromptThought()).isEqualTo(asker.promptOpens());
    assertThat(row.getScore()).isEqualTo(ends ? 1 : 0);
    if (ends) {
      assertThat(row.getCompletion()).isEqualTo(speaker.text());
      assertThat(row.getCompletion().substring(row.getAnswerStart())).isEqualTo("\\boxed{18}");
    }
  }

  /** What inspect says of the pair itself, after its tables. */
  private List<String> advice() throws IOException {
    Files.writeString(sweep(), SWEEP);
    List<String> lines =
        inspect().err().lines().takeWhile(line -> !line.startsWith("error:")).toList();
    int begin =
        Math.max(
            lines.indexOf("what differs:"),
            lines.indexOf("direct and think differ in their weights only"));
    assertThat(begin).as(String.join("\n", lines)).isNotNegative();
    return lines.subList(begin, lines.size());
  }

  private static List<String> written(List<String> advice) {
    int write = advice.indexOf("write in the sweep:");
    return write < 0
        ? List.of()
        : advice.subList(write + 1, advice.size()).stream().map(String::strip).toList();
  }

  private static String donor(List<String> advice) {
    return written(advice).stream()
        .filter(line -> line.startsWith("donor: "))
        .map(line -> line.substring("donor: ".length()))
        .findFirst()
        .orElse("direct");
  }

  private CapturedCommand inspect() {
    return CapturedCommand.run(new InspectJob(), sweep().toString());
  }

  private Map<String, SampleRow> eval() throws IOException {
    Path run = directory.resolve("run");
    CapturedCommand said =
        CapturedCommand.run(
            new EvalJob(),
            sweep().toString(),
            "--run",
            run.toString(),
            "--conf",
            directory.resolve("conf").toString());
    assertThat(said.exitCode()).as(said.err()).isZero();
    return TinySweep.rows(run).stream()
        .collect(Collectors.toMap(SampleRow::getPoint, Function.identity()));
  }

  private Path sweep() {
    return directory.resolve("sweep.yaml");
  }

  private void writeDefinitions() throws IOException {
    Path conf = directory.resolve("conf");
    Files.createDirectories(conf.resolve("benchmarks"));
    Files.createDirectories(conf.resolve("protocols"));
    Files.writeString(
        conf.resolve("protocols/greedy.yaml"),
        "{name: greedy, version: 1, description: x, temperature: 0, maxTokens: %d, template: tokenizer}"
            .formatted(MOST_TOKENS));
    Files.writeString(
        conf.resolve("benchmarks/sum.yaml"),
        """
        name: sum
        version: 1
        description: A sum
        licence: Apache-2.0
        source: made by the test
        data: {path: sum.jsonl, format: jsonl}
        fields: {id: id, question: question, answer: answer}
        prompt: "{question}"
        extractor: boxed
        grader: integer
        """);
    Files.writeString(
        conf.resolve("benchmarks/sum.jsonl"),
        "{\"id\":\"a\",\"question\":\"%s\",\"answer\":\"18\"}\n".formatted(QUESTION));
  }
}
