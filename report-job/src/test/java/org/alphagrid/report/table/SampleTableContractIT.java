package org.alphagrid.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.eval.sample.SampleWriter;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads with this module's reader what the eval job's own writer wrote. */
class SampleTableContractIT {

  @Test
  void rowsOfTheEvalJobAreRead(@TempDir java.nio.file.Path run) throws IOException {
    Path samples = new Path(run.toUri());
    try (SampleWriter writer = new SampleWriter(new Path(samples, "shard-0001.parquet"))) {
      writer.write(row(0, 1, "stop", "found", true));
      writer.write(row(1, 0, "length", "unclosed-thought", false));
    }

    try (SparkSession spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      assertThat(new SampleTable(spark, samples).totals().tallies())
          .containsExactly(
              new ProblemTally(
                  "linear/alpha=0.70",
                  "chain-sum",
                  "17",
                  2,
                  1,
                  80,
                  70,
                  10,
                  new OutcomeCounts(2, 1, 1, 1, 1, 0),
                  7));
    }
  }

  @Test
  void bothSidesNameTheSameVersion() {
    assertThat(ShardCheck.VERSION_KEY).isEqualTo(SampleWriter.VERSION_KEY);
    assertThat(ShardCheck.VERSION).isEqualTo(SampleWriter.VERSION);
  }

  private static SampleRow row(
      int sample, double score, String finishReason, String extraction, boolean closed) {
    return SampleRow.newBuilder()
        .setRun("contract")
        .setPoint("linear/alpha=0.70")
        .setMethod("linear")
        .setParameters(Map.of("alpha", "0.70"))
        .setAlpha(0.7)
        .setModelDigest("m")
        .setBenchmark("chain-sum")
        .setBenchmarkVersion("1")
        .setProblem("17")
        .setSample(sample)
        .setSeed(17)
        .setContentKey("key" + sample)
        .setProtocol("quickstart")
        .setProtocolDigest("p")
        .setPromptDigest("q")
        .setPromptTokens(20)
        .setCompletionTokens(40)
        .setThinkingTokens(35)
        .setAnswerTokens(5)
        .setThought(true)
        .setThinkClosed(closed)
        .setFinishReason(finishReason)
        .setExtraction(extraction)
        .setReference("42")
        .setScore(score)
        .setExtractor("boxed")
        .setExtractorVersion(1)
        .setGrader("integer")
        .setGraderVersion(1)
        .setRule("equal")
        .setGenerationMillis(3.5)
        .setEngine("test")
        .setDevice("cpu")
        .setHost("localhost")
        .setAttempt(0)
        .setStartedAt(Instant.ofEpochMilli(1))
        .build();
  }
}
