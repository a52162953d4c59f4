package org.alphagrid.report.job;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.report.searchlog.SearchRecord;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.apache.hadoop.fs.Path;

/**
 * Reads and writes {@code <run>/search/search.json}, what a search leaves for the report of its
 * run.
 */
public final class SearchFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING);

  private static final String NAME = "search.json";

  private SearchFile() {}

  private static Path folder(Path run) {
    return new Path(run, "search");
  }

  /**
   * The file's content.
   *
   * @param points ids of the sweep's points that the search ended with
   */
  private record Content(List<String> points, SearchRecord search) {}

  /**
   * Writes the file, or replaces the one there.
   *
   * @param points ids of the run's points, as its resolved sweep has them
   */
  public static void write(Path run, List<String> points, SearchRecord search) throws IOException {
    byte[] content =
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(points, search));
    Storage.replace(new Path(folder(run), NAME), content);
  }

  /**
   * Reads the file; empty where the run is no search, or has become another sweep since.
   *
   * @param points ids of the run's points
   * @throws UserException where it is damaged, or made by a strategy that is gone
   */
  static Optional<SearchRecord> read(Path run, List<String> points) {
    Path file = new Path(folder(run), NAME);
    try {
      if (!Storage.exists(file)) {
        return Optional.empty();
      }
      JsonNode content = JSON.readTree(Storage.readBytes(file));
      if (!content.path("points").isArray()) {
        throw new IOException("it has no list of points");
      }
      if (!content.path("points").equals(JSON.valueToTree(points))) {
        return Optional.empty();
      }
      requireKnown(content.path("search").path("strategy").asText(), file);
      return Optional.of(JSON.treeToValue(content, Content.class).search());
    } catch (IOException e) {
      throw new UserException(
          "Cannot read %s: %s (a search writes it; run the search again)"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static void requireKnown(String strategy, Path file) {
    try {
      SearchStrategy.find(strategy);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "Cannot read %s: %s (version 0.1.0 had more of them; run the sweep again with a known one,"
                  .formatted(file, e.getMessage())
              + " which uses the samples that are there)",
          e);
    }
  }
}
