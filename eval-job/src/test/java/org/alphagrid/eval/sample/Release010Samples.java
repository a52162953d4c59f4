package org.alphagrid.eval.sample;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Writes sample files as release 0.1.0 wrote them: the same columns, in a record of another name.
 */
public final class Release010Samples {
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              SampleRow.getClassSchema()
                  .toString()
                  .replace("org.alphagrid.eval.sample", "org.alphagrid.sample"));

  private Release010Samples() {}

  /** Returns a row that tells only where it belongs; every other column is empty. */
  public static SampleRow row(String point, String benchmark, String problem, int tokens) {
    SampleRow row = new SampleRow();
    for (Schema.Field field : row.getSchema().getFields()) {
      row.put(field.pos(), blank(field));
    }
    row.put(row.getSchema().getField("point").pos(), point);
    row.put(row.getSchema().getField("benchmark").pos(), benchmark);
    row.put(row.getSchema().getField("problem").pos(), problem);
    row.put(row.getSchema().getField("completion_tokens").pos(), tokens);
    return row;
  }

  private static Object blank(Schema.Field field) {
    return switch (field.schema().getType()) {
      case STRING -> "";
      case INT -> 0;
      case LONG -> field.schema().getLogicalType() == null ? (Object) 0L : Instant.EPOCH;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case MAP -> Map.of();
      default -> null;
    };
  }

  /** Writes rows. */
  public static void write(Path file, List<SampleRow> rows) throws IOException {
    write(
        file,
        rows,
        Map.of(
            SampleWriter.VERSION_KEY,
            SampleWriter.VERSION,
            SampleWriter.REVISION_KEY,
            SampleWriter.REVISION));
  }

  /** Writes the rows of a file of this version again as 0.1.0 wrote them, in its place. */
  public static void rewrite(Path file) throws IOException {
    List<SampleRow> rows = new ArrayList<>();
    try (SampleReader reader = new SampleReader(file)) {
      for (SampleRow row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    Map<String, String> metadata = new HashMap<>(SampleReader.metadata(file));
    metadata.keySet().removeIf(key -> !key.startsWith("alphagrid."));
    file.getFileSystem(new Configuration()).delete(file, false);
    write(file, rows, metadata);
  }

  private static void write(Path file, List<SampleRow> rows, Map<String, String> metadata)
      throws IOException {
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(
                new LocalOutputFile(java.nio.file.Path.of(file.toUri().getPath())))
            .withSchema(SCHEMA)
            .withDataModel(new SampleRow().getSpecificData())
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withExtraMetaData(metadata)
            .build()) {
      for (SampleRow row : rows) {
        GenericRecord old = new GenericData.Record(SCHEMA);
        SCHEMA.getFields().forEach(field -> old.put(field.pos(), row.get(field.pos())));
        writer.write(old);
      }
    }
  }
}
