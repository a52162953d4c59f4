package org.alphagrid.report.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.alphagrid.report.curve.CurvePoint;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** {@code curve.parquet}: the rows of {@code curve.csv} as one typed file. */
public final class CurveParquet implements Renderer {
  private static final MessageType SCHEMA =
      new MessageType("curve", CurveColumn.ALL.stream().map(CurveParquet::field).toList());

  @Override
  public ReportFile render(Report report) {
    MemoryFile file = new MemoryFile();
    try (ParquetWriter<Group> writer = writer(file)) {
      for (CurvePoint row : report.curve().rows()) {
        writer.write(group(row, report));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write curve.parquet", e);
    }
    return new ReportFile("curve.parquet", file.content());
  }

  private static ParquetWriter<Group> writer(MemoryFile file) throws IOException {
    return ExampleParquetWriter.builder(file)
        .withType(SCHEMA)
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .build();
  }

  private static Type field(CurveColumn column) {
    return switch (column.kind()) {
      case TEXT ->
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(column.name());
      case COUNT -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
      case NUMBER -> Types.optional(PrimitiveTypeName.DOUBLE).named(column.name());
      case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
    };
  }

  private static Group group(CurvePoint row, Report report) {
    SimpleGroup group = new SimpleGroup(SCHEMA);
    for (CurveColumn column : CurveColumn.ALL) {
      Object value = column.value().apply(row, report);
      if (value != null && !value.equals(Double.NaN)) {
        add(group, column, value);
      }
    }
    return group;
  }

  private static void add(SimpleGroup group, CurveColumn column, Object value) {
    switch (column.kind()) {
      case TEXT -> group.add(column.name(), (String) value);
      case COUNT -> group.add(column.name(), (Long) value);
      case NUMBER -> group.add(column.name(), ((Number) value).doubleValue());
      case FLAG -> group.add(column.name(), (Boolean) value);
    }
  }
}
