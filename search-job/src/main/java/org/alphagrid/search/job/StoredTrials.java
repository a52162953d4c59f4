package org.alphagrid.search.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.SampleColumns;
import org.alphagrid.search.Trial;
import org.apache.avro.Schema;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Keeps in memory what a search needs of the samples of a run. Files never change, so only new ones
 * are read, and of them no texts.
 */
final class StoredTrials {
  private static final Schema COLUMNS =
      SampleColumns.schema()
          .requiredString("point")
          .requiredString("benchmark")
          .requiredString("problem")
          .requiredInt("sample")
          .requiredDouble("score")
          .requiredInt("completion_tokens")
          .requiredBoolean("thought")
          .requiredDouble("generation_millis")
          .endRecord();

  private record Cell(String model, String benchmark, String problem, int sample, Trial trial) {}

  private final Path folder;
  private final Set<String> seen = new HashSet<>();
  private final Map<String, Map<String, Map<String, List<Trial>>>> trials = new HashMap<>();

  /**
   * @param folder {@code <run>/samples}
   */
  StoredTrials(Path folder) {
    this.folder = folder;
  }

  /** Returns the number of files read so far. */
  synchronized int files() {
    return seen.size();
  }

  /** Reads the files that are new since the last call. */
  synchronized void refresh() throws IOException {
    FileStatus[] found = Storage.fileSystem(folder).globStatus(new Path(folder, "shard-*.parquet"));
    List<Path> fresh =
        Arrays.stream(found == null ? new FileStatus[0] : found)
            .map(FileStatus::getPath)
            .filter(file -> !seen.contains(file.getName()))
            .toList();
    try {
      fresh.parallelStream()
          .map(StoredTrials::cells)
          .forEachOrdered(cells -> cells.forEach(this::put));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    fresh.forEach(file -> seen.add(file.getName()));
  }

  private static List<Cell> cells(Path file) {
    List<Cell> cells = new ArrayList<>();
    try {
      SampleColumns.each(
          file,
          COLUMNS,
          row ->
              cells.add(
                  new Cell(
                      row.get("point").toString(),
                      row.get("benchmark").toString(),
                      row.get("problem").toString(),
                      (Integer) row.get("sample"),
                      new Trial(
                          (Double) row.get("score"),
                          (Integer) row.get("completion_tokens"),
                          (Boolean) row.get("thought"),
                          (Double) row.get("generation_millis") / 1000))));
    } catch (FileNotFoundException e) {
      // Set aside since it was listed: made with settings that no longer hold.
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return cells;
  }

  private void put(Cell cell) {
    List<Trial> samples =
        trials
            .computeIfAbsent(cell.model(), key -> new HashMap<>())
            .computeIfAbsent(cell.benchmark(), key -> new HashMap<>())
            .computeIfAbsent(cell.problem(), key -> new ArrayList<>());
    while (samples.size() <= cell.sample()) {
      samples.add(null);
    }
    samples.set(cell.sample(), cell.trial());
  }

  /** Returns one sample; empty where it was not generated. */
  synchronized Optional<Trial> trial(String model, String benchmark, String problem, int sample) {
    List<Trial> samples =
        trials
            .getOrDefault(model, Map.of())
            .getOrDefault(benchmark, Map.of())
            .getOrDefault(problem, List.of());
    return sample < samples.size() ? Optional.ofNullable(samples.get(sample)) : Optional.empty();
  }
}
