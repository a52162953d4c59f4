package org.alphagrid.report.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.table.SampleShard.Sample;
import org.apache.avro.Schema;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTableIT {
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

  @Test
  void samplesOfOneProblemAreSummed() {
    shard("m", "p")
        .add(new Sample("m", "a", "p", 1, 1, 40, 10))
        .add(
            new Sample("m", "a", "p", 2, 0, 64, 0),
            row -> {
              row.put("finish_reason", "length");
              row.put("extraction", "unclosed-thought");
              row.put("think_closed", false);
            })
        .add(
            new Sample("m", "a", "p", 3, 0, 0, 0),
            row -> {
              row.put("finish_reason", "error");
              row.put("extraction", "none");
            })
        .write(samples.resolve("shard-1.parquet"));

    assertThat(tallies())
        .containsExactly(
            new ProblemTally(
                "m", "a", "p", 4, 1.5, 127, 109, 18, new OutcomeCounts(3, 2, 1, 1, 2, 1), 0));
  }

  @Test
  void samplesOfOneProblemMayLieInSeveralShards() {
    shard("m", "p").write(samples.resolve("shard-1.parquet"));
    new SampleShard()
        .add(new Sample("m", "a", "p", 1, 1, 0, 4))
        .write(samples.resolve("shard-2.parquet"));

    assertThat(tallies()).extracting(ProblemTally::samples).containsExactly(2L);
  }

  @Test
  void shardsMayDifferInColumnsThatAreNotRead() {
    shard("m", "p").write(samples.resolve("shard-1.parquet"));
    shard("m", "q").write(samples.resolve("shard-2.parquet"), without("host"), VERSION_1);

    assertThat(tallies()).extracting(ProblemTally::problem).containsExactlyInAnyOrder("p", "q");
  }

  @Test
  void unfinishedAndForeignFilesAreIgnored() throws IOException {
    shard("m", "p").write(samples.resolve("shard-1.parquet"));
    Files.createDirectory(samples.resolve("_inflight"));
    shard("m", "q").write(samples.resolve("_inflight/shard-2.parquet"));
    Files.writeString(samples.resolve("_shard-3.parquet"), "not Parquet");
    Files.writeString(samples.resolve("notes.txt"), "not Parquet");

    assertThat(tallies()).extracting(ProblemTally::problem).containsExactly("p");
  }

  @Test
  void noShardIsAnError() {
    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageMatching("No samples in .*: no file named shard-\\*\\.parquet");
  }

  @Test
  void anInterruptedCompactionMustBeFinishedFirst() throws IOException {
    shard("m", "p").write(samples.resolve("shard-1.parquet"));
    Files.createDirectory(samples.resolve("_compacting"));

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Cannot read .*: its files are being compacted, or that was interrupted; run compact");
  }

  @Test
  void shardsWithoutRowsAreAnError() {
    new SampleShard().write(samples.resolve("shard-1.parquet"));

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageMatching("No samples in .*: every shard is empty");
  }

  @Test
  void unknownVersionIsRefused() {
    shard("m", "p")
        .write(
            samples.resolve("shard-1.parquet"),
            SampleShard.SCHEMA,
            Map.of("alphagrid.sample.version", "2"));

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Unknown sample table version '2' in shard .*shard-1\\.parquet; known: \\[1]");
  }

  @Test
  void missingVersionIsRefused() {
    shard("m", "p").write(samples.resolve("shard-1.parquet"), SampleShard.SCHEMA, Map.of());

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageEndingWith("its metadata has no alphagrid.sample.version (must be 1)");
  }

  @Test
  void missingColumnIsNamedWithItsShard() {
    shard("m", "p").write(samples.resolve("shard-1.parquet"), without("score"), VERSION_1);

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageMatching(
            "Missing column 'score' in shard .*shard-1\\.parquet; expected: \\[point, .*score],"
                + " found: \\[run, .*");
  }

  @Test
  void columnOfAnotherTypeIsRefused() {
    Schema schema =
        new Schema.Parser()
            .parse(
                SampleShard.SCHEMA
                    .toString()
                    .replace(
                        "\"name\":\"score\",\"type\":\"double\"",
                        "\"name\":\"score\",\"type\":\"string\""));
    new SampleShard().write(samples.resolve("shard-1.parquet"), schema, VERSION_1);

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageMatching("Invalid column 'score' in shard .* \\(must be DOUBLE\\)");
  }

  @Test
  void fileThatIsNotParquetIsRefused() throws IOException {
    Files.writeString(samples.resolve("shard-1.parquet"), "this is not a Parquet file at all");

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessageMatching("Cannot read shard .*shard-1\\.parquet: .*not a Parquet file.*");
  }

  @Test
  void rowsWrittenTwiceAreRefused() {
    shard("m", "p").write(samples.resolve("shard-1.parquet"));
    shard("m", "p").write(samples.resolve("shard-2.parquet"));

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessage("Duplicate samples of point m on a, problem p: 2 rows, 1 sample indices");
  }

  @Test
  void scoreOutsideItsRangeIsRefused() {
    new SampleShard()
        .add(new Sample("m", "a", "p", 0, 1.5, 0, 4))
        .write(samples.resolve("shard-1.parquet"));

    assertThatThrownBy(this::tallies)
        .isInstanceOf(UserException.class)
        .hasMessage("Invalid score of m on a/p: 1.5 over 1 samples (each must be in [0, 1])");
  }

  private List<ProblemTally> tallies() {
    return new SampleTable(spark, new org.apache.hadoop.fs.Path(samples.toUri()))
        .totals()
        .tallies();
  }

  /** One sample that scored a half with 5 tokens of thought and 8 of answer. */
  private static SampleShard shard(String model, String problem) {
    return new SampleShard().add(new Sample(model, "a", problem, 0, 0.5, 5, 8));
  }

  private static Schema without(String column) {
    List<Schema.Field> fields = new ArrayList<>();
    for (Schema.Field field : SampleShard.SCHEMA.getFields()) {
      if (!field.name().equals(column)) {
        fields.add(new Schema.Field(field, field.schema()));
      }
    }
    Schema schema = Schema.createRecord("SampleRow", null, "org.alphagrid.sample", false);
    schema.setFields(fields);
    return schema;
  }
}
