package org.alphagrid.bench.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * Writes a sample table whose models begin to think along alpha, drawn from names alone: one shard
 * per point, the columns that a report reads.
 */
final class SyntheticTable {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message SampleRow {
            required binary point (STRING);
            required binary benchmark (STRING);
            required binary problem (STRING);
            required int32 sample;
            required int32 completion_tokens;
            required int32 thinking_tokens;
            required int32 answer_tokens;
            required boolean thought;
            required boolean think_closed;
            required binary finish_reason (STRING);
            optional binary extracted (STRING);
            required binary extraction (STRING);
            required double score;
            required double generation_millis;
          }
          """);

  private static final int CAP = 32_768;

  private final int points;
  private final int problems;
  private final int samples;

  /**
   * @param points number of merged models
   * @param problems number of problems of the one benchmark
   * @param samples per problem
   */
  SyntheticTable(int points, int problems, int samples) {
    this.points = points;
    this.problems = problems;
    this.samples = samples;
  }

  long rows() {
    return (long) points * problems * samples;
  }

  /** Returns the text of a sweep file, whose first and last points are the parents. */
  String sweep() {
    StringBuilder text = new StringBuilder();
    text.append("name: synthetic\nparents:\n  direct: {path: none, digest: none}\n");
    text.append("  think: {path: none, digest: none}\npoints:\n");
    for (int point = 0; point < points; point++) {
      String alpha = alpha(point);
      String method = isParent(point) ? "parent" : "linear";
      text.append(
          "  - {id: %s, method: %s, alpha: \"%s\", parameters: {alpha: \"%s\"}}\n"
              .formatted(id(point), method, alpha, alpha));
    }
    return text.append("eval: {benchmarks: [synthetic], protocol: none, samples: ")
        .append(samples)
        .append(", seed: 1}\n")
        .toString();
  }

  /** Writes {@code shard-*.parquet} into a directory, on all cores. */
  void write(Path directory) {
    IntStream.range(0, points)
        .parallel()
        .forEach(
            point -> {
              try {
                writeShard(directory, point);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private void writeShard(Path directory, int point) throws IOException {
    Path file = new Path(directory, "shard-%05d.parquet".formatted(point));
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(HadoopOutputFile.fromPath(file, new Configuration()))
            .withType(SCHEMA)
            .withExtraMetaData(Map.of("alphagrid.sample.version", "1"))
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (int problem = 0; problem < problems; problem++) {
        SplittableRandom difficulty = new SplittableRandom(problem);
        double ease = difficulty.nextDouble();
        for (int sample = 0; sample < samples; sample++) {
          writer.write(row(point, problem, sample, ease));
        }
      }
    }
  }

  private SimpleGroup row(int point, int problem, int sample, double ease) {
    long name = ((long) point * problems + problem) * samples + sample;
    SplittableRandom random = new SplittableRandom(name * 0x9E3779B97F4A7C15L);
    double alpha = (double) point / (points - 1);
    boolean thinks = random.nextDouble() < 1 / (1 + Math.exp(-(alpha - 0.6) * 20));
    double length = (thinks ? 9 : 7.5) + 0.5 * alpha + 0.6 * (random.nextDouble() - ease);
    int tokens = (int) Math.min(CAP, Math.exp(length));
    boolean truncated = tokens == CAP || random.nextDouble() < 0.01;
    boolean right = !truncated && random.nextDouble() < 0.2 + 0.3 * ease + (thinks ? 0.4 : 0.1);
    int answer = thinks ? Math.min(tokens, 300) : tokens;
    SimpleGroup row = new SimpleGroup(SCHEMA);
    row.append("point", id(point)).append("benchmark", "synthetic");
    row.append("problem", "p" + problem).append("sample", sample);
    row.append("completion_tokens", tokens).append("thinking_tokens", tokens - answer);
    row.append("answer_tokens", answer).append("thought", thinks);
    row.append("think_closed", thinks && !truncated);
    row.append("finish_reason", truncated ? "length" : "stop");
    if (!truncated) {
      row.append("extracted", right ? "42" : Integer.toString(random.nextInt(9)));
    }
    row.append("extraction", truncated ? "none" : "found").append("score", right ? 1.0 : 0.0);
    row.append("generation_millis", tokens * 20.0);
    return row;
  }

  private boolean isParent(int point) {
    return point == 0 || point == points - 1;
  }

  private String id(int point) {
    if (isParent(point)) {
      return point == 0 ? "parent/direct" : "parent/think";
    }
    return "linear/alpha=" + alpha(point);
  }

  private String alpha(int point) {
    return String.format(Locale.ROOT, "%.4f", (double) point / (points - 1));
  }
}
