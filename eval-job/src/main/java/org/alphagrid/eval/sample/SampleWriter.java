package org.alphagrid.eval.sample;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Writes one Parquet file of sample rows. */
public final class SampleWriter implements Closeable {
  /** Metadata key of the schema version. */
  public static final String VERSION_KEY = "alphagrid.sample.version";

  /** The schema version written. */
  public static final String VERSION = "1";

  /** Metadata key of the revision, which counts the times columns were added. */
  public static final String REVISION_KEY = "alphagrid.sample.revision";

  /** The revision written; files without the key are of revision 1. */
  public static final String REVISION = "2";

  private final ParquetWriter<SampleRow> writer;

  /** Creates the file, which must not exist. */
  public SampleWriter(Path file) throws IOException {
    this(file, Map.of());
  }

  /**
   * Creates the file, which must not exist.
   *
   * @param metadata more to say in the file's metadata
   */
  public SampleWriter(Path file, Map<String, String> metadata) throws IOException {
    Map<String, String> all = new TreeMap<>(metadata);
    all.put(VERSION_KEY, VERSION);
    all.put(REVISION_KEY, REVISION);
    Configuration hadoop = Storage.configuration();
    FileSystem fileSystem = file.getFileSystem(hadoop);
    if (fileSystem instanceof LocalFileSystem local) {
      // A checksum file beside it would have to be renamed too, in a second step.
      local.setWriteChecksum(false);
    }
    writer =
        AvroParquetWriter.<SampleRow>builder(HadoopOutputFile.fromPath(file, hadoop))
            .withSchema(SampleRow.getClassSchema())
            // Without the row's own model, logical types such as timestamps are refused.
            .withDataModel(new SampleRow().getSpecificData())
            .withConf(hadoop)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            // A file has a page or two for each of its columns: at higher levels most of its time
            // goes into tables and windows for them, a twentieth of a small model's evaluation.
            .config(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, "1")
            .config(ZstandardCodec.PARQUET_COMPRESS_ZSTD_BUFFERPOOL_ENABLED, "true")
            .withDictionaryEncoding("completion", false)
            .withExtraMetaData(all)
            .build();
  }

  /** Adds a row. */
  public void write(SampleRow row) throws IOException {
    writer.write(row);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
