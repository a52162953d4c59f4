package org.alphagrid.sample;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.storage.Storage;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Sums the lengths of a file's samples, reading no other column. */
public final class SampleLengths {
  private static final Schema COLUMNS =
      SchemaBuilder.record(SampleRow.getClassSchema().getName())
          .namespace(SampleRow.getClassSchema().getNamespace())
          .fields()
          .requiredString("point")
          .requiredString("benchmark")
          .requiredInt("completion_tokens")
          .endRecord();

  private SampleLengths() {}

  /** A point on a benchmark. */
  public record Cell(String point, String benchmark) {}

  /** So many samples with so many completion tokens together. */
  public record Sum(long samples, long tokens) {
    Sum plus(Sum other) {
      return new Sum(samples + other.samples, tokens + other.tokens);
    }
  }

  /** The sums of one file. */
  public static Map<Cell, Sum> read(Path file) throws IOException {
    Configuration hadoop = new Configuration(Storage.configuration());
    AvroReadSupport.setRequestedProjection(hadoop, COLUMNS);
    AvroReadSupport.setAvroReadSchema(hadoop, COLUMNS);
    Map<Cell, Sum> sums = new HashMap<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(HadoopInputFile.fromPath(file, hadoop))
            .withDataModel(GenericData.get())
            .withConf(hadoop)
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        Cell cell = new Cell(row.get("point").toString(), row.get("benchmark").toString());
        sums.merge(cell, new Sum(1, (Integer) row.get("completion_tokens")), Sum::plus);
      }
    }
    return sums;
  }
}
