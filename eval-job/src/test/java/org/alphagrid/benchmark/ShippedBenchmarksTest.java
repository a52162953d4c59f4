package org.alphagrid.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.alphagrid.grade.Grading;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
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

  @ParameterizedTest
  @ValueSource(strings = {"math-500", "aime-2024", "aime-2025", "aime-2026"})
  void dataThatIsNotShippedIsExplained(String name) {
    assertThat(reader.read(name).data().obtain()).isNotBlank();
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
