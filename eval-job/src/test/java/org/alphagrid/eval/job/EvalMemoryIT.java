package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory that runs out while a model is loaded: a clear error, and nothing is lost. */
class EvalMemoryIT {
  private static final int SAMPLES = TinySweep.PROBLEMS * 2;

  /** More than a JVM takes by the way, less than the model. */
  private static final long SPARE_KIB = 400 << 10;

  private static final String PLENTY = "memoryMiB: 100000";

  @TempDir private Path directory;
  private TinySweep sweep;
  private Path run;

  /** A second model that does not fit beside the first waits until that one is given back. */
  @Test
  void modelsThatFitOneAtATimeAreLoadedOneAfterAnother() throws IOException {
    sweep(50_000);
    Map<String, String> expected = samples("plenty");
    sweep.edit(sweep.file(), PLENTY, "memoryMiB: 60");
    System.setProperty("spark.master", "local[4]");
    try {
      assertThat(samples("scarce")).isEqualTo(expected);
    } finally {
      System.clearProperty("spark.master");
    }
  }

  /** 50,000 by 32 values in the embedding, which is there twice while it is laid out. */
  @Test
  void aModelThatDoesNotFitIsRefusedBeforeItIsLoaded() throws IOException {
    sweep(50_000);
    String slerp = "  - {method: slerp, alpha: [0.25]}\n";
    sweep.edit(sweep.file(), slerp, "");
    Map<String, String> before = samples("run");

    sweep.edit(sweep.file(), "eval:\n", slerp + "eval:\n");
    sweep.edit(sweep.file(), PLENTY, "memoryMiB: 40");
    sweep.refuses(
        run,
        1,
        "error: Cannot load model 'slerp/alpha=0.25': it needs 45 MiB (weights 7, laying them out 7, engine 33, keys and values 1),"
            + " 40 MiB are left of the 40 MiB of eval.engine.memoryMiB"
            + " (lower eval.engine.cacheMiB or eval.batch, set eval.engine.prepack: never, run fewer executors on a machine, or give the job more memory)");
    assertThat(TinySweep.byCell(TinySweep.rows(run))).isEqualTo(before);
    assertThat(run.resolve("samples/_inflight")).doesNotExist();

    sweep.edit(sweep.file(), "memoryMiB: 40", "memoryMiB: 46");
    assertThat(samples("run")).hasSize(TinySweep.MODELS * SAMPLES).containsAllEntriesOf(before);
  }

  /** Keys and values that a sweep asks for count as well. */
  @Test
  void aCacheThatDoesNotFitIsRefused() throws IOException {
    sweep(101);
    sweep.edit(sweep.file(), "batch: 8", "batch: 4096");
    sweep.edit(sweep.file(), PLENTY, "cacheMiB: 20, memoryMiB: 40");
    sweep.refuses(run, 1, "Cannot load model '", "40 MiB are left of the 40 MiB of eval.engine");
    sweep.edit(sweep.file(), "cacheMiB: 20,", "cacheMiB: 1,");
    assertThat(samples("run")).hasSize(TinySweep.MODELS * SAMPLES);
  }

  /**
   * An allocation inside the engine fails for real: the process may have much more than the job
   * needs without the model, but less than the model's embedding. A parent is read by the engine
   * itself, a merged model written into its tensors.
   */
  @Test
  @Tag("slow")
  void anAllocationThatFailsWhileLoadingIsTheSameErrorAndNothingIsLost() throws Exception {
    sweep(101);
    long most = SPARE_KIB + peak(sweep.start(run.resolveSibling("small"), log("small")));

    sweep(6_000_000); // 732 MiB in float32
    sweep.edit(sweep.file(), "{from: 0, to: 1, step: 0.5}", "[0]");
    sweep.edit(sweep.file(), "  - {method: slerp, alpha: [0.25]}\n", "");
    sweep.edit(sweep.file(), "batch: 8", "batch: 1\n  problems: 1");
    succeeds();
    sweep.edit(sweep.file(), "problems: 1", "problems: 2");
    failsWithin(most, "parent/");
    succeeds();
    sweep.edit(sweep.file(), "[0]", "[0.5]");
    failsWithin(most, "linear/alpha=0.50");
    succeeds();
    assertThat(TinySweep.rows(run)).hasSize(3 * 2 * 2);
  }

  private void succeeds() throws Exception {
    Map<String, String> before = TinySweep.byCell(TinySweep.rows(run));
    Process job = sweep.start(run, log("run"));
    assertThat(job.waitFor()).as(Files.readString(log("run"))).isZero();
    assertThat(TinySweep.byCell(TinySweep.rows(run)))
        .hasSizeGreaterThan(before.size())
        .containsAllEntriesOf(before);
  }

  private void failsWithin(long mostKiB, String model) throws Exception {
    Map<String, String> before = TinySweep.byCell(TinySweep.rows(run));
    Path log = log(model.replace('/', '-'));
    Process job = sweep.start(run, log, Long.toString(mostKiB));
    assertThat(job.waitFor()).as(Files.readString(log)).isEqualTo(1);
    assertThat(Files.readString(log))
        .containsPattern("error: Cannot load model '" + model + ".*': out of memory: ")
        .contains("weights 733, laying them out 733");
    assertThat(TinySweep.byCell(TinySweep.rows(run))).isEqualTo(before);
  }

  private Path log(String name) {
    return directory.resolve(name + ".log");
  }

  private void sweep(int vocabulary) throws IOException {
    run = directory.resolve("run");
    sweep =
        new TinySweep(directory, seed -> new TinyCheckpoint().seed(seed).vocabulary(vocabulary));
    sweep.edit(
        sweep.file(), "batch: 8", "batch: 8\n  engine: {prepack: always, %s}".formatted(PLENTY));
  }

  private Map<String, String> samples(String name) throws IOException {
    assertThat(sweep.eval(directory.resolve(name))).isZero();
    return TinySweep.byCell(TinySweep.rows(directory.resolve(name)));
  }

  /** Waits for a process; most KiB of its address space. */
  private static long peak(Process process) throws IOException, InterruptedException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    long peak = 0;
    while (process.isAlive()) {
      try {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmPeak:")) {
            peak = Math.max(peak, Long.parseLong(line.replaceAll("\\D", "")));
          }
        }
      } catch (IOException e) {
        assertThat(process.waitFor()).isZero(); // It ended between the question and the look.
      }
      Thread.sleep(20);
    }
    assertThat(process.exitValue()).isZero();
    return peak;
  }
}
