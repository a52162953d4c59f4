package org.alphagrid.reportjob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.alphagrid.search.SearchRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchFileTest {
  private static final SearchRecord SEARCH =
      new SearchRecord(
          "adaptive",
          "5 tokens",
          4,
          List.of(
              new SearchRecord.Tried(
                  "parent/think", "parent/think", 24, 2, 0.8, 120, 1, 0.5, "final")),
          List.of(new SearchRecord.Entry(1, "pilot", "", "note", "", null, "why")));

  private final Configuration hadoop = new Configuration();

  @TempDir java.nio.file.Path run;

  @Test
  void whatASearchWroteIsReadAgain() throws IOException {
    SearchFile.write(path(), List.of("parent/think"), SEARCH, hadoop);

    assertThat(SearchFile.read(path(), List.of("parent/think"), hadoop)).contains(SEARCH);
  }

  /** A run directory may be used for the whole grid later: that report is on no search. */
  @Test
  void aRunThatHasOtherPointsSinceIsNoSearch() throws IOException {
    assertThat(SearchFile.read(path(), List.of("parent/think"), hadoop)).isEmpty();
    SearchFile.write(path(), List.of("parent/think"), SEARCH, hadoop);

    assertThat(SearchFile.read(path(), List.of("parent/think", "linear/alpha=0.50"), hadoop))
        .isEmpty();
  }

  @Test
  void aDamagedFileIsNamed() throws IOException {
    Files.createDirectories(run.resolve("search"));
    Files.writeString(run.resolve("search/search.json"), "{\"points\": 3");

    assertThatThrownBy(() -> SearchFile.read(path(), List.of(), hadoop))
        .isInstanceOf(InvalidSweepException.class)
        .hasMessageContaining("search/search.json")
        .hasMessageEndingWith("(a search writes it; run the search again)");
  }

  private Path path() {
    return new Path(run.toUri());
  }
}
