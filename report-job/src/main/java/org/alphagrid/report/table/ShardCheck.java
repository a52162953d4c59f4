package org.alphagrid.report.table;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads the footer of a shard and refuses what the report would misread. */
final class ShardCheck {
  static final String VERSION_KEY = "alphagrid.sample.version";
  static final String VERSION = "1";

  private final Configuration hadoop;

  ShardCheck(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  void check(Path shard) {
    try {
      HadoopInputFile file = HadoopInputFile.fromPath(shard, hadoop);
      ParquetMetadata footer = footer(file);
      checkVersion(shard, footer.getFileMetaData().getKeyValueMetaData());
      for (SampleColumn column : SampleColumn.values()) {
        checkColumn(shard, footer.getFileMetaData().getSchema(), column);
      }
      new ShardSizes(shard, file.getLength()).check(footer.getBlocks(), file);
    } catch (UserException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UserException("Cannot read shard %s: %s".formatted(shard, e.getMessage()), e);
    }
  }

  private static ParquetMetadata footer(HadoopInputFile file) throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(file)) {
      return reader.getFooter();
    }
  }

  private static void checkVersion(Path shard, Map<String, String> metadata) {
    String version = metadata.get(VERSION_KEY);
    if (version == null) {
      throw new UserException(
          "Cannot read shard %s: its metadata has no %s (must be %s)"
              .formatted(shard, VERSION_KEY, VERSION));
    }
    if (!version.equals(VERSION)) {
      throw new UserException(
          "Unknown sample table version '%s' in shard %s; known: [%s]"
              .formatted(version, shard, VERSION));
    }
  }

  private static void checkColumn(Path shard, MessageType schema, SampleColumn column) {
    String name = column.columnName();
    if (!schema.containsField(name)) {
      if (column.isOptional()) {
        return;
      }
      throw new UserException(
          "Missing column '%s' in shard %s; expected: %s, found: %s"
              .formatted(name, shard, expected(), found(schema)));
    }
    Type type = schema.getType(name);
    if (!type.isPrimitive()
        || type.isRepetition(Type.Repetition.REPEATED)
        || type.asPrimitiveType().getPrimitiveTypeName() != column.storedType()) {
      throw new UserException(
          "Invalid column '%s' in shard %s: %s (must be %s)"
              .formatted(name, shard, type, column.storedType()));
    }
  }

  private static List<String> expected() {
    return Arrays.stream(SampleColumn.values())
        .filter(column -> !column.isOptional())
        .map(SampleColumn::columnName)
        .toList();
  }

  private static List<String> found(MessageType schema) {
    return schema.getFields().stream().map(Type::getName).toList();
  }
}
