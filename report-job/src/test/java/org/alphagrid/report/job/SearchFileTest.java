package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.report.searchlog.SearchRecord;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.report.searchlog.SearchVerdict;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchFileTest {
  private static final SearchRecord SEARCH =
      new SearchRecord(
          SearchStrategy.ADAPTIVE,
          "5 tokens",
          4,
          List.of(
              new SearchRecord.Tried(
                  "parent/think", "parent/think", 24, 2, 0.8, 120, 1, 0.5, SearchRecord.End.FINAL)),
          List.of(new SearchRecord.Entry(1, "pilot", "", SearchVerdict.NOTE, "", null, "why")));

  @TempDir java.nio.file.Path run;

  @Test
  void whatASearchWroteIsReadAgain() throws IOException {
    SearchFile.write(path(), List.of("parent/think"), SEARCH);

    assertThat(SearchFile.read(path(), List.of("parent/think"))).contains(SEARCH);
  }

  /** A run directory may be used for the whole grid later: that report is on no search. */
  @Test
  void aRunThatHasOtherPointsSinceIsNoSearch() throws IOException {
    assertThat(SearchFile.read(path(), List.of("parent/think"))).isEmpty();
    SearchFile.write(path(), List.of("parent/think"), SEARCH);

    assertThat(SearchFile.read(path(), List.of("parent/think", "linear/alpha=0.50"))).isEmpty();
  }

  /** The words are part of the run directory's files: other programs read them. */
  @Test
  void enumsAreWrittenAsTheWordsOfSweepFilesAndLogs() throws IOException {
    SearchFile.write(path(), List.of("parent/think"), SEARCH);

    assertThat(run.resolve("search/search.json"))
        .content()
        .contains("\"strategy\" : \"adaptive\"", "\"end\" : \"final\"", "\"verdict\" : \"note\"");
  }

  @Test
  void aSearchByAStrategyThatIsGoneIsRefusedWithTheKnownOnes() throws IOException {
    SearchFile.write(path(), List.of("parent/think"), SEARCH);
    java.nio.file.Path file = run.resolve("search/search.json");
    Files.writeString(file, Files.readString(file).replace("\"adaptive\"", "\"nsga2\""));

    assertThatThrownBy(() -> SearchFile.read(path(), List.of("parent/think")))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("search/search.json: Unknown strategy 'nsga2'; known: [full-grid,")
        .hasMessageContaining("gp, random-space] (version 0.1.0 had more of them");
    // The run may have become the whole grid since.
    assertThat(SearchFile.read(path(), List.of("linear/alpha=0.50"))).isEmpty();
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.createDirectories(run.resolve("search"));
    Files.writeString(run.resolve("search/search.json"), "{\"points\": 3");

    assertThatThrownBy(() -> SearchFile.read(path(), List.of()))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("search/search.json")
        .hasMessageEndingWith("(a search writes it; run the search again)");
  }

  private Path path() {
    return new Path(run.toUri());
  }
}
