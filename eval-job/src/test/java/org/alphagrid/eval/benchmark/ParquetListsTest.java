package org.alphagrid.eval.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists in every layout that writers of Parquet have used. */
class ParquetListsTest {
  private static final String RECORD =
      "message row { required binary question (STRING); optional group options (LIST) { %s } }";

  @TempDir private Path directory;

  /** By DuckDB, Spark and pyarrow; by older pyarrow; by Hive and older Spark. */
  @ParameterizedTest
  @CsvSource({"list, element", "list, item", "bag, array_element", "bag, array"})
  void threeLevels(String group, String element) throws IOException {
    MessageType schema =
        schema("repeated group %s { optional binary %s (STRING); }".formatted(group, element));
    Group row = new SimpleGroup(schema).append("question", "q");
    Group list = row.addGroup("options");
    for (String option : List.of("16", "17")) {
      list.addGroup(group).append(element, option);
    }
    list.addGroup(group);
    DataRecord record = read(schema, row);
    assertThat(record.field("options").toString()).isEqualTo("[\"16\",\"17\",null]");
    assertThat(record.text("options.1")).isEqualTo("17");
  }

  /** By Avro, Thrift and Spark before its standard layout. */
  @ParameterizedTest
  @CsvSource({"array", "options_tuple", "element"})
  void twoLevels(String repeated) throws IOException {
    MessageType schema = schema("repeated binary %s (STRING);".formatted(repeated));
    Group row = new SimpleGroup(schema).append("question", "q");
    row.addGroup("options").append(repeated, "16").append(repeated, "17");
    assertThat(read(schema, row).texts("options")).containsExactly("16", "17");
  }

  @Test
  void listsOfRecordsAndOfLists() throws IOException {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message row {
              optional group turns (LIST) { repeated group list { optional group element {
                optional binary role (STRING); optional int64 number; } } }
              optional group rows (LIST) { repeated group list { optional group element (LIST) {
                repeated group list { optional int64 element; } } } }
            }
            """);
    Group row = new SimpleGroup(schema);
    row.addGroup("turns")
        .addGroup("list")
        .addGroup("element")
        .append("role", "user")
        .append("number", 3L);
    Group inner = row.addGroup("rows").addGroup("list").addGroup("element");
    inner.addGroup("list").append("element", 1L);
    inner.addGroup("list").append("element", 2L);
    DataRecord record = read(schema, row);
    assertThat(record.text("turns.0.role")).isEqualTo("user");
    assertThat(record.text("turns.0.number")).isEqualTo("3");
    assertThat(record.text("rows.0.1")).isEqualTo("2");
  }

  @Test
  void emptyAndMissingLists() throws IOException {
    MessageType schema = schema("repeated group list { optional binary element (STRING); }");
    Group empty = new SimpleGroup(schema).append("question", "q");
    empty.addGroup("options");
    assertThat(read(schema, empty).field("options").toString()).isEqualTo("[]");
    Group missing = new SimpleGroup(schema).append("question", "q");
    assertThat(read(schema, missing).field("options").isNull()).isTrue();
  }

  private static MessageType schema(String list) {
    return MessageTypeParser.parseMessageType(RECORD.formatted(list));
  }

  private DataRecord read(MessageType schema, Group row) throws IOException {
    Path file = directory.resolve("rows.parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withConf(new Configuration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      writer.write(row);
    }
    return new ParquetRecords("rows.parquet", Files.readAllBytes(file)).read().get(0);
  }
}
