package org.alphagrid.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.alphagrid.core.UserException;
import org.alphagrid.report.table.SampleShard.Sample;
import org.apache.avro.Schema;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in a samples directory that somebody made to do harm: each is named and refused. */
class HostileShardIT {
  private static final Map<String, String> VERSION_1 = Map.of("alphagrid.sample.version", "1");

  private static SparkSession spark;

  @TempDir private Path samples;

  @BeforeAll
  static void startSpark() {
    spark = LocalSpark.start();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  /** Set when an instance is made, which nobody may be made to do by a file. */
  public static final class Planted {
    static volatile boolean made;

    public Planted(String text) {
      made = true;
    }
  }

  @Test
  void rowGroupThatClaimsMoreThanTheFileIsRefused() throws IOException {
    Path shard = shard();
    changeFooter(
        shard,
        footer ->
            footer
                .getRow_groups()
                .get(0)
                .getColumns()
                .get(0)
                .getMeta_data()
                .setTotal_compressed_size(1L << 40));

    assertRefused("row group 0 claims for column 'run' 1099511627776 bytes at ");
  }

  @Test
  void rowGroupThatLiesBehindTheFileIsRefused() throws IOException {
    Path shard = shard();
    changeFooter(
        shard,
        footer ->
            footer.getRow_groups().get(0).getColumns().stream()
                .map(column -> column.getMeta_data())
                .forEach(
                    column -> {
                      column.setData_page_offset(1L << 50);
                      column.unsetDictionary_page_offset();
                    }));

    assertRefused("bytes at 1125899906842624");
  }

  @Test
  void pageThatClaimsToUnpackToTwoGigabytesIsRefused() throws IOException {
    Path shard = shard();
    byte[] bytes = Files.readAllBytes(shard);
    var column = column(footer(bytes), "score");
    int at = Math.toIntExact(column.getData_page_offset());
    if (column.isSetDictionary_page_offset()) {
      at = Math.toIntExact(column.getDictionary_page_offset());
    }
    ByteArrayInputStream in = new ByteArrayInputStream(bytes, at, bytes.length - at);
    PageHeader page = Util.readPageHeader(in);
    final int contentAt = bytes.length - in.available();
    page.setUncompressed_page_size(Integer.MAX_VALUE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    Util.writePageHeader(page, header);
    // The longer header stands behind all the other pages, with the page after it.
    int footerAt = bytes.length - 8 - footerLength(bytes);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(bytes, 0, footerAt);
    file.write(header.toByteArray());
    file.write(bytes, contentAt, page.getCompressed_page_size());
    FileMetaData footer = footer(bytes);
    var moved = column(footer, "score");
    moved.unsetDictionary_page_offset();
    moved.setData_page_offset(footerAt);
    moved.setTotal_compressed_size(header.size() + page.getCompressed_page_size());
    writeFooter(file, footer);
    Files.write(shard, file.toByteArray());

    assertRefused("row group 0 claims for column 'score' a page at ");
  }

  @Test
  void columnThatHoldsListsIsRefused() {
    Schema schema =
        new Schema.Parser()
            .parse(
                SampleShard.SCHEMA
                    .toString()
                    .replace(
                        "\"name\":\"score\",\"type\":\"double\"",
                        "\"name\":\"score\",\"type\":{\"type\":\"array\",\"items\":\"double\"}"));
    new SampleShard().write(samples.resolve("shard-1.parquet"), schema, VERSION_1);

    assertRefused("(must be DOUBLE)");
  }

  @Test
  void footerThatReachesOverTheWholeFileIsRefused() throws IOException {
    Path shard = shard();
    byte[] bytes = Files.readAllBytes(shard);
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(bytes.length - 8, Integer.MAX_VALUE);
    Files.write(shard, bytes);

    assertRefused("footer");
  }

  @Test
  void damagedPageIsToldWithTheFilesName() throws IOException {
    Path shard = shard();
    byte[] bytes = Files.readAllBytes(shard);
    var column = column(footer(bytes), "score");
    int end = Math.toIntExact(column.getData_page_offset() + column.getTotal_compressed_size());
    Arrays.fill(bytes, end - 4, end, (byte) 0x55);
    Files.write(shard, bytes);

    assertThatThrownBy(() -> new SampleTable(spark, path()).totals())
        .isInstanceOf(UserException.class)
        .hasMessageContaining("shard-1.parquet");
  }

  @Test
  void classNamedByAFileIsNotLoaded() throws IOException {
    Path shard = shard();
    String type = "{\"type\":\"string\",\"java-class\":\"%s\"}".formatted(Planted.class.getName());
    changeFooter(
        shard,
        footer ->
            footer.getKey_value_metadata().stream()
                .filter(entry -> entry.getKey().equals("parquet.avro.schema"))
                .forEach(entry -> entry.setValue(entry.getValue().replace("\"string\"", type))));
    assertThat(new String(Files.readAllBytes(shard), StandardCharsets.ISO_8859_1))
        .contains(Planted.class.getName());

    try (SampleTable table = new SampleTable(spark, path())) {
      assertThat(table.totals().tallies()).hasSize(1);
    }
    assertThat(Planted.made).isFalse();
  }

  private Path shard() {
    Path shard = samples.resolve("shard-1.parquet");
    new SampleShard().add(new Sample("m", "a", "p", 0, 0.5, 5, 8)).write(shard);
    return shard;
  }

  private org.apache.hadoop.fs.Path path() {
    return new org.apache.hadoop.fs.Path(samples.toUri());
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> new SampleTable(spark, path()).totals())
        .isInstanceOf(UserException.class)
        .hasMessageContainingAll("shard-1.parquet", reason);
  }

  private static org.apache.parquet.format.ColumnMetaData column(FileMetaData footer, String name) {
    return footer.getRow_groups().get(0).getColumns().stream()
        .map(chunk -> chunk.getMeta_data())
        .filter(column -> column.getPath_in_schema().equals(java.util.List.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private static void changeFooter(Path shard, Consumer<FileMetaData> change) throws IOException {
    byte[] bytes = Files.readAllBytes(shard);
    FileMetaData footer = footer(bytes);
    change.accept(footer);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(bytes, 0, bytes.length - 8 - footerLength(bytes));
    writeFooter(file, footer);
    Files.write(shard, file.toByteArray());
  }

  private static int footerLength(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 8);
  }

  private static FileMetaData footer(byte[] bytes) throws IOException {
    int length = footerLength(bytes);
    return Util.readFileMetaData(
        new ByteArrayInputStream(bytes, bytes.length - 8 - length, length));
  }

  private static void writeFooter(ByteArrayOutputStream file, FileMetaData footer)
      throws IOException {
    int start = file.size();
    Util.writeFileMetaData(footer, file);
    int length = file.size() - start;
    file.write(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(length).array());
    file.write("PAR1".getBytes(StandardCharsets.US_ASCII));
  }
}
