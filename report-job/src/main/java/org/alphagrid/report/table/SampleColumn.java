package org.alphagrid.report.table;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Names the columns the report reads, as the package page lists them. */
enum SampleColumn {
  POINT(PrimitiveTypeName.BINARY, DataTypes.StringType),
  BENCHMARK(PrimitiveTypeName.BINARY, DataTypes.StringType),
  PROBLEM(PrimitiveTypeName.BINARY, DataTypes.StringType),
  SAMPLE(PrimitiveTypeName.INT32, DataTypes.IntegerType),
  COMPLETION_TOKENS(PrimitiveTypeName.INT32, DataTypes.IntegerType),
  THINKING_TOKENS(PrimitiveTypeName.INT32, DataTypes.IntegerType),
  ANSWER_TOKENS(PrimitiveTypeName.INT32, DataTypes.IntegerType),
  THOUGHT(PrimitiveTypeName.BOOLEAN, DataTypes.BooleanType),
  THINK_CLOSED(PrimitiveTypeName.BOOLEAN, DataTypes.BooleanType),
  FINISH_REASON(PrimitiveTypeName.BINARY, DataTypes.StringType),
  EXTRACTED(PrimitiveTypeName.BINARY, DataTypes.StringType),
  EXTRACTION(PrimitiveTypeName.BINARY, DataTypes.StringType),
  SCORE(PrimitiveTypeName.DOUBLE, DataTypes.DoubleType),
  GENERATION_MILLIS(PrimitiveTypeName.DOUBLE, DataTypes.DoubleType),
  REFERENCE(PrimitiveTypeName.BINARY, DataTypes.StringType),
  RULE(PrimitiveTypeName.BINARY, DataTypes.StringType),
  ERROR(PrimitiveTypeName.BINARY, DataTypes.StringType),
  COMPLETION(PrimitiveTypeName.BINARY, DataTypes.StringType),
  ANSWER_START(PrimitiveTypeName.INT32, DataTypes.IntegerType),
  QUESTION(PrimitiveTypeName.BINARY, DataTypes.StringType),
  VOTE(PrimitiveTypeName.BINARY, DataTypes.StringType),
  BENCHMARK_VERSION(PrimitiveTypeName.BINARY, DataTypes.StringType),
  PROTOCOL_DIGEST(PrimitiveTypeName.BINARY, DataTypes.StringType),
  EXTRACTOR(PrimitiveTypeName.BINARY, DataTypes.StringType),
  EXTRACTOR_VERSION(PrimitiveTypeName.INT32, DataTypes.IntegerType),
  GRADER(PrimitiveTypeName.BINARY, DataTypes.StringType),
  GRADER_VERSION(PrimitiveTypeName.INT32, DataTypes.IntegerType),
  ENGINE(PrimitiveTypeName.BINARY, DataTypes.StringType),
  DEVICE(PrimitiveTypeName.BINARY, DataTypes.StringType),
  STARTED_AT(PrimitiveTypeName.INT64, DataTypes.TimestampType);

  /** Columns that a shard may lack; they read as null then. */
  private static final Set<SampleColumn> OPTIONAL = EnumSet.range(GENERATION_MILLIS, STARTED_AT);

  /** Lists what only a few chosen samples are shown with. */
  private static final Set<SampleColumn> SHOWN =
      EnumSet.of(REFERENCE, RULE, ERROR, COMPLETION, ANSWER_START, QUESTION);

  private final PrimitiveTypeName stored;
  private final DataType read;

  SampleColumn(PrimitiveTypeName stored, DataType read) {
    this.stored = stored;
    this.read = read;
  }

  String columnName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isOptional() {
    return OPTIONAL.contains(this);
  }

  PrimitiveTypeName storedType() {
    return stored;
  }

  /** Returns the columns that statistics are made of. */
  static Column[] figures() {
    return EnumSet.complementOf(EnumSet.copyOf(SHOWN)).stream()
        .map(column -> functions.col(column.columnName()))
        .toArray(Column[]::new);
  }

  /**
   * Returns a fixed schema, which spares Spark a job that infers one, and leaves columns of no
   * interest unread.
   */
  static StructType readSchema() {
    StructType schema = new StructType();
    for (SampleColumn column : values()) {
      schema = schema.add(column.columnName(), column.read);
    }
    return schema;
  }
}
