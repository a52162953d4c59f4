package org.alphagrid.eval.sample.files;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.core.storage.AtomicFile;
import org.alphagrid.eval.sample.PointBenchmark;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.eval.sample.SampleWriter;
import org.apache.hadoop.fs.Path;

/**
 * Writes the rows of several files into one, beside them: {@link Compaction} then lets it take
 * their place. Safe to repeat.
 *
 * @param samples the folder, as text, because paths do not travel
 * @param files whose rows are gathered
 * @param kept the members that go on; null for all
 */
public record CompactionTask(String samples, List<String> files, List<CompactedIndex.Member> kept)
    implements Serializable {
  /** The metadata's key of the files that a file takes the place of. */
  public static final String REPLACES = "alphagrid.compact.replaces";

  /**
   * Writes the file.
   *
   * @param unfinished the folder of the run's unfinished files
   * @return rows written
   */
  public long write(String unfinished) throws IOException {
    List<CompactedIndex.Member> members = kept == null ? members() : kept;
    Path target =
        new Path(
            Compaction.staging(new Path(samples)),
            CompactName.of(members.stream().map(member -> member.shard().fileName()).toList()));
    Map<String, String> metadata =
        Map.of(
            CompactedIndex.KEY, CompactedIndex.write(members), REPLACES, String.join("\n", files));
    long rows = 0;
    try (AtomicFile draft = AtomicFile.of(target, new Path(unfinished))) {
      try (SampleWriter writer = new SampleWriter(draft.path(), metadata)) {
        for (String file : files) {
          rows += copy(new Path(samples, file), writer);
        }
      }
      requireRows(draft.path(), rows);
      draft.publish();
    }
    return rows;
  }

  private List<CompactedIndex.Member> members() throws IOException {
    List<CompactedIndex.Member> members = new ArrayList<>();
    for (String name : files) {
      Path file = new Path(samples, name);
      if (CompactName.matches(name)) {
        members.addAll(CompactedIndex.read(file));
      } else {
        members.add(
            new CompactedIndex.Member(
                ShardName.parse(name).orElseThrow(),
                first(file)
                    .orElseThrow(
                        () ->
                            new IOException("Cannot compact %s: it has no rows".formatted(file)))));
      }
    }
    return members;
  }

  /** Reads point and benchmark of a task's file, which all its rows share; empty without rows. */
  static Optional<PointBenchmark> first(Path file) throws IOException {
    try (SampleReader reader = new SampleReader(file)) {
      return Optional.ofNullable(reader.read())
          .map(row -> new PointBenchmark(row.getPoint(), row.getBenchmark()));
    }
  }

  private long copy(Path file, SampleWriter writer) throws IOException {
    Set<PointBenchmark> wanted = new HashSet<>();
    if (kept != null) {
      kept.forEach(member -> wanted.add(member.content()));
    }
    long rows = 0;
    try (SampleReader reader = new SampleReader(file)) {
      for (SampleRow row = reader.read(); row != null; row = reader.read()) {
        if (kept == null
            || wanted.contains(new PointBenchmark(row.getPoint(), row.getBenchmark()))) {
          writer.write(row);
          rows++;
        }
      }
    }
    return rows;
  }

  private static void requireRows(Path file, long rows) throws IOException {
    long found = SampleReader.rows(file);
    if (found != rows) {
      throw new IOException(
          "Cannot compact into %s: it reads back %d rows of %d".formatted(file, found, rows));
    }
  }
}
