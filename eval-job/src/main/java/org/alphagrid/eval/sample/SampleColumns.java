package org.alphagrid.eval.sample;

import java.io.IOException;
import java.util.function.Consumer;
import org.alphagrid.core.storage.Storage;
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

/** Reads some columns of a file of samples; texts, which are most of it, stay on disk. */
public final class SampleColumns {
  private SampleColumns() {}

  /**
   * Begins the schema of the columns to read, as in {@code
   * schema().requiredString("point").endRecord()}.
   */
  public static SchemaBuilder.FieldAssembler<Schema> schema() {
    return SchemaBuilder.record(SampleRow.getClassSchema().getName())
        .namespace(SampleRow.getClassSchema().getNamespace())
        .fields();
  }

  /** Hands over each row in the order of the file. */
  public static void each(Path file, Schema columns, Consumer<GenericRecord> rows)
      throws IOException {
    Configuration hadoop = new Configuration(Storage.configuration());
    AvroReadSupport.setRequestedProjection(hadoop, columns);
    AvroReadSupport.setAvroReadSchema(hadoop, columns);
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(HadoopInputFile.fromPath(file, hadoop))
            .withDataModel(GenericData.get())
            .withConf(hadoop)
            .build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.accept(row);
      }
    }
  }
}
