package org.alphagrid.eval.samplejob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.storage.AtomicFile;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.eval.sample.SampleWriter;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.Function;

/** Regrades one shard on an executor; safe to repeat. */
final class ShardRegrader implements Function<String, ShardResult> {
  private static final long serialVersionUID = 1;

  private final String samples;
  private final String target;
  private final Regrading regrading;

  /**
   * @param samples folder of the shards
   * @param target folder of this regrading's shards
   */
  ShardRegrader(String samples, String target, Regrading regrading) {
    this.samples = samples;
    this.target = target;
    this.regrading = regrading;
  }

  @Override
  public ShardResult call(String shard) throws IOException {
    RowRegrader regrader = new RowRegrader(regrading);
    List<Change> changes = new ArrayList<>();
    Set<String> benchmarks = new TreeSet<>();
    long rows = 0;
    long kept = 0;
    try (AtomicFile draft = AtomicFile.of(new Path(target, shard), new Path(target))) {
      try (SampleReader reader = new SampleReader(new Path(samples, shard));
          SampleWriter writer = new SampleWriter(draft.path())) {
        for (SampleRow row = reader.read(); row != null; row = reader.read()) {
          rows++;
          benchmarks.add(row.getBenchmark());
          if (RowRegrader.gradable(row)) {
            SampleRow regraded = regrader.regrade(row);
            compare(row, regraded, changes);
            writer.write(regraded);
          } else {
            kept++;
            writer.write(row);
          }
        }
      }
      draft.publish();
    }
    return new ShardResult(rows, kept, changes, benchmarks);
  }

  private static void compare(SampleRow before, SampleRow after, List<Change> changes) {
    if (Objects.equals(before.getScore(), after.getScore())) {
      return;
    }
    changes.add(
        new Change(
            after.getPoint(),
            after.getBenchmark(),
            after.getProblem(),
            after.getSample(),
            after.getReference(),
            before.getExtracted(),
            before.getScore(),
            before.getRule(),
            after.getExtracted(),
            after.getScore(),
            after.getRule()));
  }
}
