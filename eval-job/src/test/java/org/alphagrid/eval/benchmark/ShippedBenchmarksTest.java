package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.grade.Grading;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The definitions in {@code conf/benchmarks} with the data they point at. */
class ShippedBenchmarksTest {
  private final BenchmarkReader reader =
      new BenchmarkReader(
          new org.apache.hadoop.fs.Path(conf().resolve("benchmarks").toUri()), new Configuration());

  @Test
  void everyDefinitionNamesKnownExtractorsAndGraders() {
    assertThat(reader.names()).isNotEmpty();
    for (String name : reader.names()) {
      assertThat(Grading.of(reader.read(name))).as(name).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chain-sum", "signed-sum", "choice-sum"})
  void quickstartProblemsAreReadAndGradable(String name) {
    ProblemSet set = reader.problems(reader.read(name));

    assertThat(set.problems()).hasSizeGreaterThanOrEqualTo(200);
    assertThat(set.problems().stream().map(Problem::level).collect(Collectors.toSet()))
        .doesNotContainNull()
        .hasSizeGreaterThan(1);
    Grading.of(set.benchmark()).requireGradable(set);
  }

  @Test
  void theSliceOfGsm8kIsReadAndGradable() {
    ProblemSet set = reader.problems(reader.read("gsm8k-slice"));

    assertThat(set.problems()).hasSize(50);
    Grading.of(set.benchmark()).requireGradable(set);
  }

  @Test
  void theSliceOfIfevalHasAllInstructionsAndIsGradable() {
    ProblemSet set = reader.problems(reader.read("ifeval-slice"));

    assertThat(set.problems()).hasSize(55);
    Grading.of(set.benchmark()).requireGradable(set);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aime-2024",
        "aime-2025",
        "aime-2026",
        "gpqa-diamond",
        "gsm8k",
        "hmmt",
        "ifeval",
        "math-500",
        "minerva",
        "mmlu-pro",
        "mmlu-redux",
        "olympiad-bench",
        "question-answer",
        "question-choices",
        "svamp",
      })
  void dataThatIsNotShippedIsExplained(String name, @TempDir Path elsewhere) throws IOException {
    // Where no user has put data.
    Path folder = Files.createDirectories(elsewhere.resolve("conf/benchmarks"));
    Files.copy(conf().resolve("benchmarks/" + name + ".yaml"), folder.resolve(name + ".yaml"));
    BenchmarkReader reader =
        new BenchmarkReader(new org.apache.hadoop.fs.Path(folder.toUri()), new Configuration());
    assertThatThrownBy(() -> reader.problems(reader.read(name)))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("no such file (benchmark '" + name + "' is not shipped; how to get")
        .hasMessageContaining("data/");
  }

  @Test
  void everyDefinitionStatesLicenceAndSourceOfItsData() {
    for (String name : reader.names()) {
      Benchmark benchmark = reader.read(name);
      assertThat(benchmark.licence()).as(name).isNotBlank();
      assertThat(benchmark.source()).as(name).isNotBlank();
      assertThat(benchmark.version()).as(name).matches("[0-9]+");
    }
  }

  @Test
  void whatMustNotBeRevealedIsHidden() {
    assertThat(reader.names().stream().filter(n -> reader.read(n).text() == TextPolicy.HIDDEN))
        .containsExactlyInAnyOrder("aime-2024", "aime-2025", "aime-2026", "gpqa-diamond", "hmmt");
  }

  @Test
  void optionsFollowTheQuestion() {
    Benchmark benchmark = reader.read("choice-sum");
    Problem problem = reader.problems(benchmark).problems().get(0);

    assertThat(benchmark.prompt().render(problem))
        .isEqualTo(
            "%s\nA) %s\nB) %s\nC) %s\nD) %s"
                .formatted(
                    problem.question(),
                    problem.choices().get(0),
                    problem.choices().get(1),
                    problem.choices().get(2),
                    problem.choices().get(3)));
  }

  private static Path conf() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve("conf/benchmarks"))) {
      directory = directory.getParent();
    }
    return directory.resolve("conf");
  }
}
