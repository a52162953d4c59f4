package org.alphagrid.eval.sample;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.hadoop.fs.Path;

/** Sums the lengths of a file's samples, reading no other column. */
public final class SampleLengths {
  private static final Schema COLUMNS =
      SampleColumns.schema()
          .requiredString("point")
          .requiredString("benchmark")
          .requiredInt("completion_tokens")
          .endRecord();

  private SampleLengths() {}

  /** Counts samples and all their completion tokens. */
  public record Sum(long samples, long tokens) {
    Sum plus(Sum other) {
      return new Sum(samples + other.samples, tokens + other.tokens);
    }
  }

  /** Reads the sums of one file. */
  public static Map<PointBenchmark, Sum> read(Path file) throws IOException {
    Map<PointBenchmark, Sum> sums = new HashMap<>();
    SampleColumns.each(
        file,
        COLUMNS,
        row -> {
          PointBenchmark key =
              new PointBenchmark(row.get("point").toString(), row.get("benchmark").toString());
          sums.merge(key, new Sum(1, (Integer) row.get("completion_tokens")), Sum::plus);
        });
    return sums;
  }
}
