package org.alphagrid.eval.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.alphagrid.core.storage.Storage;
import org.apache.avro.generic.GenericData;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads one Parquet file of sample rows of this version, whatever its revision. */
public final class SampleReader implements Closeable {
  private final ParquetReader<SampleRow> reader;

  /**
   * Opens a file.
   *
   * @throws IOException when it cannot be read, or is of another version
   */
  public SampleReader(Path file) throws IOException {
    Configuration hadoop = new Configuration(Storage.configuration());
    HadoopInputFile input = HadoopInputFile.fromPath(file, hadoop);
    requireVersion(file, input);
    // The columns of today by name: those that the file lacks get their defaults.
    AvroReadSupport.setAvroReadSchema(hadoop, SampleRow.getClassSchema());
    reader =
        AvroParquetReader.<SampleRow>builder(input)
            .withDataModel(dataModel())
            .withConf(hadoop)
            .build();
  }

  /** Reads the next row; null after the last. */
  public SampleRow read() throws IOException {
    return reader.read();
  }

  /** Reads the metadata of a file of samples. */
  public static Map<String, String> metadata(Path file) throws IOException {
    try (ParquetFileReader footer = footer(file)) {
      return footer.getFileMetaData().getKeyValueMetaData();
    }
  }

  /** Reads how many rows a file of samples has. */
  public static long rows(Path file) throws IOException {
    try (ParquetFileReader footer = footer(file)) {
      return footer.getRecordCount();
    }
  }

  private static ParquetFileReader footer(Path file) throws IOException {
    return ParquetFileReader.open(HadoopInputFile.fromPath(file, Storage.configuration()));
  }

  private static void requireVersion(Path file, HadoopInputFile input) throws IOException {
    try (ParquetFileReader footer = ParquetFileReader.open(input)) {
      String version = footer.getFileMetaData().getKeyValueMetaData().get(SampleWriter.VERSION_KEY);
      if (!SampleWriter.VERSION.equals(version)) {
        throw new IOException(
            "Unknown sample table version '%s' in %s; known: [%s]"
                .formatted(version, file, SampleWriter.VERSION));
      }
    }
  }

  // Without the row's own model, logical types such as timestamps are refused.
  private static GenericData dataModel() {
    return new SampleRow().getSpecificData();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
