package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.alphagrid.eval.sample.SampleRow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The eval job killed with signal 9 at random moments, and started again each time. */
@Tag("slow")
class EvalKillIT {
  private static final int KILLS = 5;
  private static final int PROBLEMS = 60;
  private static final int SAMPLES = 8;

  @TempDir Path directory;

  @Test
  void fiveKillsLoseOnlyOpenShards() throws Exception {
    TinySweep sweep = sweep();
    Path undisturbed = directory.resolve("undisturbed");
    assertThat(sweep.eval(undisturbed)).isZero();
    int all = TinySweep.shards(undisturbed).size();

    Path run = directory.resolve("run");
    Random random = new Random();
    int killed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      killed += runAndKill(sweep, run, random, kill, all) ? 1 : 0;
    }
    assertThat(killed).isEqualTo(KILLS);
    int published = TinySweep.shards(run).size();
    assertThat(published).isBetween(1, all - 1);
    List<SampleRow> kept = TinySweep.rows(run);

    assertThat(sweep.eval(run)).isZero();
    List<SampleRow> rows = TinySweep.rows(run);
    assertThat(rows).hasSize(TinySweep.MODELS * PROBLEMS * SAMPLES);
    assertThat(rows).extracting(SampleRow::getContentKey).doesNotHaveDuplicates();
    assertThat(TinySweep.byCell(rows))
        .isEqualTo(TinySweep.byCell(TinySweep.rows(undisturbed)))
        .containsAllEntriesOf(TinySweep.byCell(kept));
    assertThat(sweep.eval(run)).isZero();
    assertThat(TinySweep.shards(run)).hasSize(all);
  }

  /** Kills while it starts, or some time after it has published one more file. */
  private boolean runAndKill(TinySweep sweep, Path run, Random random, int kill, int all)
      throws Exception {
    int before = TinySweep.shards(run).size();
    Process job = sweep.start(run, directory.resolve("job.log"));
    if (kill == 1) {
      Thread.sleep(random.nextInt(3000));
    } else {
      int goal = Math.min(all - 1, before + 1 + random.nextInt(all / 10));
      while (job.isAlive() && TinySweep.shards(run).size() < goal) {
        Thread.sleep(5);
      }
      Thread.sleep(random.nextInt(60));
    }
    boolean alive = job.isAlive();
    job.destroyForcibly().waitFor();
    return alive;
  }

  private TinySweep sweep() throws IOException {
    TinySweep sweep = new TinySweep(directory);
    sweep.edit(sweep.file(), "samples: 2", "samples: " + SAMPLES);
    StringBuilder problems = new StringBuilder();
    for (int i = 0; i < PROBLEMS; i++) {
      problems.append(
          "{\"id\":\"p%d\",\"question\":\"%d+1=?\",\"answer\":\"%d\"}\n".formatted(i, i, i + 1));
    }
    Files.writeString(sweep.problemFile(), problems);
    return sweep;
  }
}
