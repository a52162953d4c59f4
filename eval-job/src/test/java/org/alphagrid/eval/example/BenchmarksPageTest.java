package org.alphagrid.eval.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.benchmark.Benchmark;
import org.alphagrid.eval.benchmark.BenchmarkReader;
import org.alphagrid.eval.benchmark.Problem;
import org.alphagrid.eval.benchmark.ProblemSet;
import org.alphagrid.eval.grade.Grade;
import org.alphagrid.eval.grade.Grading;
import org.alphagrid.eval.grade.Response;
import org.alphagrid.eval.protocol.Conversation;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** Runs the worked examples of {@code BENCHMARKS.md}, which quotes the files that are run here. */
class BenchmarksPageTest {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w+\\n(.*?)^```$");
  private static final Path JAVA = Path.of("src/test/java/org/alphagrid/eval/example");
  private static final Path RESOURCES = Path.of("src/test/resources/org/alphagrid/eval/example");

  @Test
  void pageQuotesTheExamplesThatAreRun() throws IOException {
    assertThat(blocks("Add a grader"))
        .containsExactly(Files.readString(JAVA.resolve("IgnoreCaseGrader.java")));
    assertThat(blocks("Add an extractor"))
        .containsExactly(Files.readString(JAVA.resolve("DoubleBrackets.java")));
    assertThat(blocks("Add a benchmark"))
        .containsExactly(
            Files.readString(RESOURCES.resolve("capitals.yaml")),
            Files.readString(RESOURCES.resolve("capitals.jsonl")));
  }

  @Test
  void exampleBenchmarkIsReadAskedExtractedAndGraded() {
    BenchmarkReader reader =
        new BenchmarkReader(new org.apache.hadoop.fs.Path(RESOURCES.toUri()), new Configuration());
    Benchmark capitals = reader.read("capitals");
    ProblemSet set = reader.problems(capitals);
    Grading grading = Grading.of(capitals);
    grading.requireGradable(set);

    assertThat(set.problems()).extracting(Problem::id).containsExactly("France", "Peru");
    Problem france = set.problems().get(0);
    assertThat(capitals.ask(france))
        .isEqualTo(
            Conversation.of(
                "What is the capital of France? Write the name in double brackets, as in"
                    + " [[name]]."));

    Grade right = grading.grade(Response.answered("Not [[Lyon]] but [[PARIS]]."), france);
    assertThat(right.score()).isEqualTo(1);
    assertThat(right.rule()).isEqualTo("last-brackets/words-equal");
    assertThat(right.extracted()).isEqualTo("PARIS");
    assertThat(right.vote()).isEqualTo("paris");
    Grade wrong = grading.grade(Response.answered("[[Lyon]]"), france);
    assertThat(wrong.score()).isZero();
    assertThat(wrong.rule()).isEqualTo("last-brackets/words-different");
    assertThat(grading.grade(Response.answered("Paris"), france).rule()).isEqualTo("no-answer");
  }

  /** Returns the fenced blocks of a section of the page. */
  private static List<String> blocks(String heading) throws IOException {
    String page = Files.readString(Path.of("BENCHMARKS.md"));
    String section =
        page.split("(?m)^## " + Pattern.quote(heading) + "$", 2)[1].split("(?m)^## ", 2)[0];
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(section);
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    return blocks;
  }
}
