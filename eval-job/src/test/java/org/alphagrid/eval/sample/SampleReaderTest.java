package org.alphagrid.eval.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files written before columns were added, and files of other writers. */
class SampleReaderTest {
  private static final Map<String, String> VERSION = Map.of("alphagrid.sample.version", "1");

  private static Schema revision1;

  @TempDir private Path folder;

  @BeforeAll
  static void readOldSchema() throws IOException {
    try (InputStream in = SampleReaderTest.class.getResourceAsStream("revision-1.avsc")) {
      revision1 = new Schema.Parser().parse(in);
    }
  }

  @Test
  void columnsThatRevision1LackedGetTheirDefaults() throws IOException {
    write(VERSION);

    SampleRow row = read();

    assertThat(row.getPoint()).isEqualTo("linear/alpha=0.70");
    assertThat(row.getCompletion()).isEqualTo("<think>7</think>7");
    assertThat(row.getThinkingTokens()).isEqualTo(35);
    assertThat(row.getAnswerStart()).isNull();
    assertThat(row.getVote()).isNull();
    assertThat(row.getMeasures()).isEmpty();
    assertThat(row.getRenderingDigest()).isEmpty();
    assertThat(row.getMaxTokens()).isZero();
    assertThat(row.getPromptThought()).isFalse();
  }

  /** The rows' record was called {@code org.alphagrid.sample.SampleRow}. */
  @Test
  void filesOfRelease010AreReadWholeAndByColumn() throws IOException {
    List<SampleRow> rows =
        List.of(
            Release010Samples.row("linear/alpha=0.70", "sums", "p1", 30),
            Release010Samples.row("linear/alpha=0.70", "sums", "p2", 12));
    Release010Samples.write(path(), rows);

    assertThat(SampleReader.metadata(path()).get("parquet.avro.schema"))
        .contains("\"org.alphagrid.sample\"");
    try (SampleReader reader = new SampleReader(path())) {
      assertThat(List.of(reader.read(), reader.read())).isEqualTo(rows);
      assertThat(reader.read()).isNull();
    }
    assertThat(SampleLengths.read(path()))
        .isEqualTo(
            Map.of(new PointBenchmark("linear/alpha=0.70", "sums"), new SampleLengths.Sum(2, 42)));
  }

  @Test
  void everyColumnOfRevision1IsStillThere() {
    assertThat(names(SampleRow.getClassSchema())).containsAll(names(revision1));
  }

  @Test
  void anotherVersionIsNotGuessedAt() throws IOException {
    write(Map.of("alphagrid.sample.version", "2"));

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("version '2'", "old.parquet", "known: [1]");
  }

  @Test
  void aFileOfAnotherWriterHasNoVersion() throws IOException {
    write(Map.of());

    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("version 'null'", "old.parquet");
  }

  /** Set when an instance is made, which no file may have made. */
  public static final class Planted {
    static volatile boolean made;

    public Planted(String text) {
      made = true;
    }
  }

  @Test
  void aClassThatAFileNamesIsNotMade() throws IOException {
    String planted =
        "{\"type\":\"string\",\"java-class\":\"%s\"}".formatted(Planted.class.getName());
    String schema = revision1.toString().replace("\"string\"", planted);
    write(new Schema.Parser().parse(schema), VERSION);

    assertThat(SampleReader.metadata(path()).get("parquet.avro.schema")).contains("Planted");
    assertThat(read().getPoint()).isEqualTo("linear/alpha=0.70");
    assertThat(Planted.made).isFalse();
  }

  private static List<String> names(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).toList();
  }

  private SampleRow read() throws IOException {
    try (SampleReader reader = new SampleReader(path())) {
      return reader.read();
    }
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(folder.resolve("old.parquet").toUri());
  }

  private void write(Map<String, String> metadata) throws IOException {
    write(revision1, metadata);
  }

  private void write(Schema schema, Map<String, String> metadata) throws IOException {
    GenericRecord row = new GenericData.Record(schema);
    for (Schema.Field field : schema.getFields()) {
      row.put(field.name(), blank(field.schema()));
    }
    row.put("point", "linear/alpha=0.70");
    row.put("completion", "<think>7</think>7");
    row.put("thinking_tokens", 35);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(folder.resolve("old.parquet")))
            .withSchema(schema)
            .withDataModel(GenericData.get())
            .withExtraMetaData(metadata)
            .build()) {
      writer.write(row);
    }
  }

  private static Object blank(Schema schema) {
    return switch (schema.getType()) {
      case STRING -> "";
      case INT -> 0;
      case LONG -> 0L;
      case DOUBLE -> 0.0;
      case BOOLEAN -> false;
      case MAP -> Map.of();
      default -> null;
    };
  }
}
