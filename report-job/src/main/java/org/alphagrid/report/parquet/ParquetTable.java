package org.alphagrid.report.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.alphagrid.report.model.ReportFile;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;

/** Writes rows as one Parquet file, compressed by Zstandard. */
final class ParquetTable {
  private ParquetTable() {}

  /** Returns a file with one group per row, in their order. */
  static <T> ReportFile render(
      String fileName, MessageType schema, List<T> rows, Function<T, Group> group) {
    MemoryFile file = new MemoryFile();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(file)
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      for (T row : rows) {
        writer.write(group.apply(row));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + fileName, e);
    }
    return new ReportFile(fileName, file.content());
  }
}
