package org.alphagrid.bench.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every part runs; what it prints on a shared machine is not judged here. */
@Tag("slow")
class GenerateBenchIT {
  @TempDir private Path directory;

  @Test
  void everyPartPrintsItsFigures() throws IOException {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).write(directory.resolve("think"));
    String printed =
        run(
            0,
            "--model=" + directory.resolve("direct"),
            "--think=" + directory.resolve("think"),
            "--matrix=64x128",
            "--threads=1",
            "--conf=../../conf",
            "--seconds=1",
            "--batch=1,4");
    assertThat(printed)
        .contains("decode batch 4:", "of the memory rate", "prefill of 128 tokens")
        .contains(
            "top-k, top-p, batch 4:", "in memory / stored:", "longest expected first:", "ratio")
        .contains("batch 4: one batcher of 1 threads")
        .contains("bound: ", "one batcher of 1 threads of 4 rows", "rows a step")
        .contains("eval job, batch 4, first run: ", "eval job, batch 4, second run: ")
        .contains("profile of 32 steps, batch 4", "GroupQueryAttention", "between operators");
  }

  @Test
  void missingModelIsNamed() {
    assertThat(run(2, "--model=" + directory.resolve("nowhere")))
        .contains("Cannot open checkpoint", "no such directory");
  }

  private static String run(int exitCode, String... arguments) {
    CapturedCommand command = CapturedCommand.run(new GenerateBench(), arguments);
    assertThat(command.exitCode()).as(command.err()).isEqualTo(exitCode);
    return command.err();
  }
}
