package org.alphagrid.report.parquet;

import org.alphagrid.report.csv.CurveColumn;
import org.alphagrid.report.curve.CurvePoint;
import org.alphagrid.report.model.Renderer;
import org.alphagrid.report.model.Report;
import org.alphagrid.report.model.ReportFile;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Writes {@code curve.parquet}: the rows of {@code curve.csv} as one typed file. */
public final class CurveParquet implements Renderer {
  private static final MessageType SCHEMA =
      new MessageType("curve", CurveColumn.ALL.stream().map(CurveParquet::field).toList());

  @Override
  public ReportFile render(Report report) {
    return ParquetTable.render(
        "curve.parquet", SCHEMA, report.curve().rows(), row -> group(row, report));
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
