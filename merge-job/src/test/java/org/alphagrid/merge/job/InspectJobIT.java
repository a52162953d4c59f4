package org.alphagrid.merge.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.storage.ObjectStoreStub;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectJobIT {
  @TempDir Path directory;
  private String said;

  @BeforeEach
  void writeParents() throws IOException {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).shards(3).write(directory.resolve("think"));
    new TinyCheckpoint().seed(3).write(directory.resolve("base"));
    Files.writeString(
        directory.resolve("sweep.yaml"),
        """
        name: tiny
        parents: {direct: direct, think: think, base: base}
        merge:
          - {method: linear, alpha: {from: 0, to: 1, step: 0.25}}
          - name: pasted
            mergekit:
              merge_method: linear
              models: [{model: direct}, {model: think}]
              parameters: {weight: 0.5}
        eval: {benchmarks: [none], protocol: none, models: stored}
        """);
  }

  @Test
  void aSweepIsComparedPlannedAndWritten() throws IOException {
    Path out = directory.resolve("out");
    assertThat(inspect(file("sweep.yaml"), "--out", out.toString(), "--all")).isZero();
    assertThat(said)
        .contains("direct - think", "task cosine", "attention", "layer 0", "outside")
        .contains("model.layers.1.mlp.up_proj.weight")
        .contains("slerp: the cosine is above 0.9995 in ", " of 24 tensors")
        .contains(
            "planned: 3 models to merge, 1 files and 49,920 bytes each, 3 files and 149,760 bytes in"
                + " all, by 1 tasks",
            "planned: 1 points merge the same as an earlier one",
            "free space for runs/tiny");
    JsonNode summary = new ObjectMapper().readTree(out.resolve("summary.json").toFile());
    JsonNode pair = summary.path("pairs").get(0);
    assertThat(pair.path("from").asText() + "-" + pair.path("to").asText())
        .isEqualTo("direct-think");
    double cosine = pair.path("roles").path("attention").path("cosine").asDouble();
    assertThat(cosine).isBetween(-0.1, 0.1);
    assertThat(pair.path("roles").path("attention").path("parameters").asLong()).isEqualTo(12288);
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      List<Row> rows =
          spark.read().parquet(out.resolve("tensors.parquet").toString()).collectAsList();
      assertThat(rows).hasSize(24 * 3);
      List<Row> roles =
          spark
              .read()
              .parquet(out.resolve("roles.parquet").toString())
              .where("name = 'attention' and `from` = 'direct' and `to` = 'think'")
              .collectAsList();
      assertThat((double) roles.get(0).getAs("cosine"))
          .isEqualTo(pair.path("roles").path("attention").path("cosine").asDouble());
    }
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  @Test
  void anInspectionIsPublishedOnAnObjectStoreAndReplaced() throws IOException {
    Path out = directory.resolve("out");
    String setting = "spark.hadoop." + ObjectStoreStub.SETTING;
    System.setProperty(setting, ObjectStoreStub.class.getName());
    try {
      for (String checkpoint : List.of("direct", "think")) {
        String[] arguments = {file(checkpoint), "--out", ObjectStoreStub.path(out).toString()};
        assertThat(inspect(arguments)).as(said).isZero();
        assertThat(out.toFile().list())
            .containsExactlyInAnyOrder("tensors.parquet", "roles.parquet", "summary.json");
        assertThat(out.resolve("summary.json")).content().contains("\"" + checkpoint + "\"");
      }
    } finally {
      System.clearProperty(setting);
    }
    try (SparkSession spark = SparkSession.builder().master("local[1]").getOrCreate()) {
      assertThat(spark.read().parquet(out.resolve("tensors.parquet").toString()).collectAsList())
          .hasSize(24)
          .allSatisfy(row -> assertThat((String) row.getAs("from")).isEqualTo("think"));
    }
  }

  @Test
  void differencesEndWithExitCodeTwoAfterTheTables() throws IOException {
    Path config = directory.resolve("think/config.json");
    Files.writeString(config, Files.readString(config).replace("10000", "1000000"));
    String[] pair = {"--direct", file("direct"), "--think", file("think")};
    assertThat(inspect(pair)).isEqualTo(2);
    assertThat(said)
        .contains("direct - think")
        .contains("config.rope_theta: config.json: rope_theta is 10000 in direct, 1000000 in think")
        .contains("allow: [config.rope_theta]");
    assertThat(inspect(pair[0], pair[1], pair[2], pair[3], "--allow", "config.rope_theta"))
        .isZero();
    assertThat(said).contains("allowed: config.rope_theta");
    assertThat(inspect(pair[0], pair[1], pair[2], pair[3], "--allow", "shapes")).isEqualTo(2);
    assertThat(said).contains("Unknown difference 'shapes'");
  }

  @Test
  void oneCheckpointIsDescribedAndItsNaNsAreFound() throws IOException {
    assertThat(inspect(file("think"))).isZero();
    assertThat(said).contains("24 tensors", "2 layers, context 256, vocabulary 101, tied head");
    Path shard = directory.resolve("direct/model.safetensors");
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length - 2] = (byte) 0xc0;
    bytes[bytes.length - 1] = 0x7f;
    Files.write(shard, bytes);
    assertThat(inspect(file("direct"))).isEqualTo(2);
    assertThat(said)
        .contains(
            "tensor 'model.norm.weight' of direct: 1 elements are NaN or infinite, the first is"
                + " element 31");
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThat(inspect()).isEqualTo(2);
    assertThat(said)
        .contains("Give a sweep file, a checkpoint's directory, or --direct and --think");
    assertThat(inspect("--direct", file("direct"))).isEqualTo(2);
    assertThat(said).contains("Missing --direct or --think");
    assertThat(inspect(file("nowhere.yaml"))).isEqualTo(2);
    assertThat(said).contains("nowhere.yaml", "no such file");
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private int inspect(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      return JobCommand.run(new InspectJob(), arguments);
    } finally {
      System.setErr(before);
      said = err.toString(StandardCharsets.UTF_8);
    }
  }
}
