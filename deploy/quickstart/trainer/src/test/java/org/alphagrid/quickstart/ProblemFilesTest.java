package org.alphagrid.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemFilesTest {
  private static final Path PUBLISHED = Path.of("..", "data");

  @TempDir private Path directory;

  @Test
  void publishedFilesAreWhatTheGeneratorWrites() throws IOException {
    ProblemFiles.write(directory, Quickstart.PROBLEM_SEED);
    for (Kind kind : Kind.values()) {
      String name = kind.title() + ".jsonl";
      assertThat(directory.resolve(name)).hasSameTextualContentAs(PUBLISHED.resolve(name));
    }
  }

  @Test
  void aFileReadBackGivesThePromptsAndAnswersOfItsProblems() throws IOException {
    for (Kind kind : Kind.values()) {
      List<ArithmeticProblem> problems = ProblemFiles.draw(kind, Quickstart.PROBLEM_SEED);
      List<ProblemFiles.Item> items = ProblemFiles.read(PUBLISHED, kind);
      assertThat(items)
          .isEqualTo(
              problems.stream()
                  .map(
                      problem ->
                          new ProblemFiles.Item(
                              kind, problem.level(), problem.prompt(), problem.answer()))
                  .toList());
      assertThat(problems).hasSize(200);
      assertThat(problems.stream().map(ArithmeticProblem::canonical)).doesNotHaveDuplicates();
      for (int level = 1; level <= 5; level++) {
        int wanted = level;
        assertThat(problems).filteredOn(problem -> problem.level() == wanted).hasSize(40);
      }
    }
  }
}
