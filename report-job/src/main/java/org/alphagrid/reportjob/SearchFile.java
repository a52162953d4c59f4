package org.alphagrid.reportjob;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.alphagrid.report.render.ReportFile;
import org.alphagrid.search.SearchRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** {@code <run>/search/search.json}: what a search leaves for the report of its run. */
public final class SearchFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "search.json";

  private SearchFile() {}

  private static Path folder(Path run) {
    return new Path(run, "search");
  }

  /** Writes the file, or replaces the one there. */
  public static void write(Path run, SearchRecord search, Configuration hadoop) throws IOException {
    byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(search);
    new ReportDirectory(folder(run), hadoop).publish(new ReportFile(NAME, content));
  }

  /** Takes the file away, because the run's points are no longer those of a search. */
  public static void remove(Path run, Configuration hadoop) throws IOException {
    run.getFileSystem(hadoop).delete(new Path(folder(run), NAME), false);
  }

  /** Reads the file; empty where the run is no search. */
  static Optional<SearchRecord> read(Path run, Configuration hadoop) {
    Path file = new Path(folder(run), NAME);
    try {
      if (!file.getFileSystem(hadoop).exists(file)) {
        return Optional.empty();
      }
      try (InputStream stream = file.getFileSystem(hadoop).open(file)) {
        return Optional.of(JSON.readValue(stream, SearchRecord.class));
      }
    } catch (IOException e) {
      throw new InvalidSweepException(
          "Cannot read %s: %s (a search writes it; run the search again)"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
