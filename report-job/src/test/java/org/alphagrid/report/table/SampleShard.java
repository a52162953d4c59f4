package org.alphagrid.report.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** Collects rows of the eval job's own Avro schema and writes them as one shard. */
public final class SampleShard {
  /** The contract itself, not a copy: a change there meets these tests. */
  public static final Schema SCHEMA = schema(Path.of("../eval-job/src/main/avro/SampleRow.avsc"));

  private final List<GenericRecord> rows = new ArrayList<>();

  /** One generation as the tests see it. */
  public record Sample(
      String point,
      String benchmark,
      String problem,
      int sample,
      double score,
      int thinkingTokens,
      int answerTokens) {}

  public SampleShard add(Sample sample) {
    return add(sample, row -> {});
  }

  /** Adds a row that stopped by itself with an answer, changed by {@code change}. */
  public SampleShard add(Sample sample, Consumer<GenericRecord> change) {
    GenericRecord row = blank();
    row.put("point", sample.point());
    row.put("benchmark", sample.benchmark());
    row.put("problem", sample.problem());
    row.put("sample", sample.sample());
    row.put("score", sample.score());
    row.put("thinking_tokens", sample.thinkingTokens());
    row.put("answer_tokens", sample.answerTokens());
    row.put("completion_tokens", sample.thinkingTokens() + sample.answerTokens());
    row.put("thought", sample.thinkingTokens() > 0);
    row.put("think_closed", sample.thinkingTokens() > 0);
    row.put("finish_reason", "stop");
    row.put("extraction", "found");
    change.accept(row);
    rows.add(row);
    return this;
  }

  public void write(Path file) {
    write(file, SCHEMA, Map.of("alphagrid.sample.version", "1"));
  }

  public void write(Path file, Schema schema, Map<String, String> metadata) {
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .withExtraMetaData(metadata)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (GenericRecord row : rows) {
        writer.write(projected(row, schema));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericRecord projected(GenericRecord row, Schema schema) {
    GenericRecord projected = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      if (row.hasField(field.name())) {
        projected.put(field.name(), row.get(field.name()));
      }
    }
    return projected;
  }

  private static GenericRecord blank() {
    GenericRecord row = new GenericData.Record(SCHEMA);
    for (Schema.Field field : SCHEMA.getFields()) {
      row.put(field.name(), blank(field.schema()));
    }
    return row;
  }

  private static Object blank(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> "";
      case INT -> 0;
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case MAP -> Map.of();
      default -> null;
    };
  }

  private static Schema schema(Path file) {
    try {
      return new Schema.Parser().parse(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the contract " + file, e);
    }
  }
}
