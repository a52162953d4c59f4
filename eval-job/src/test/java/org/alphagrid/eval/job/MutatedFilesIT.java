package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.job.InspectJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files of a model changed at random, through the commands that read them: an answer, or a sentence
 * that says what is wrong. Never a stack trace, never a process that ends or hangs.
 *
 * <p>{@code -Dalphagrid.mutations.from=N} and {@code .to=M} run others; {@code .keep=FOLDER} keeps
 * each file until its command is done, for a native library that ends the process.
 */
class MutatedFilesIT {
  private static final String PROPERTY = "alphagrid.mutations.";
  private static final int SECONDS = 20;

  private static final List<String> FILES =
      List.of(
          "config.json",
          "config.json",
          "config.json",
          "tokenizer.json",
          "tokenizer.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "generation_config.json");

  @TempDir static Path folder;

  @Test
  void everyCommandAnswersOrSaysWhatIsWrong() throws Exception {
    run(Integer.getInteger(PROPERTY + "from", 0), Integer.getInteger(PROPERTY + "to", 120));
  }

  private static void run(int from, int to) throws Exception {
    List<String> failures = new ArrayList<>();
    List<Integer> exits = new ArrayList<>();
    ExecutorService runner = Executors.newSingleThreadExecutor();
    for (int seed = from; seed < to; seed++) {
      String failure = one(seed, runner, exits);
      if (!failure.isEmpty()) {
        failures.add(failure);
      }
    }
    runner.shutdown();
    assertThat(failures).as("%d failures", failures.size()).isEmpty();
    // So that neither all are refused before anything is read nor all changes are without effect.
    assertThat(exits).contains(0, 2);
  }

  /** Returns what is wrong with the outcome, or nothing. */
  private static String one(int seed, ExecutorService runner, List<Integer> exits)
      throws Exception {
    Random random = new Random(~seed);
    TinySweep sweep = Models.of(folder, random);
    String name = FILES.get(random.nextInt(FILES.size()));
    byte[] before = Files.readAllBytes(sweep.directory().resolve("think").resolve(name));
    byte[] changed = new FileMutation(seed).of(new String(before, "UTF-8"));
    boolean both = random.nextInt(3) > 0;
    keep(seed, name, changed);
    write(sweep, name, changed, both ? changed : before);
    try {
      CapturedCommand said =
          runner.submit(() -> command(sweep, random)).get(SECONDS, TimeUnit.SECONDS);
      exits.add(said.exitCode());
      String wrong = wrong(said);
      return wrong.isEmpty() ? "" : told(seed, name, changed, wrong);
    } catch (TimeoutException e) {
      return told(seed, name, changed, "did not end in " + SECONDS + " s");
    } catch (ExecutionException e) {
      return told(seed, name, changed, "threw " + e.getCause());
    } finally {
      write(sweep, name, before, before);
    }
  }

  private static void write(TinySweep sweep, String name, byte[] think, byte[] direct)
      throws IOException {
    Files.write(sweep.directory().resolve("think").resolve(name), think);
    Files.write(sweep.directory().resolve("direct").resolve(name), direct);
  }

  private static void keep(int seed, String name, byte[] file) throws IOException {
    String keep = System.getProperty(PROPERTY + "keep");
    if (keep != null) {
      Files.write(Path.of(keep, name), file);
      Files.writeString(Path.of(keep, "seed"), seed + " " + name + "\n");
    }
  }

  private static CapturedCommand command(TinySweep sweep, Random random) {
    String think = sweep.directory().resolve("think").toString();
    return switch (random.nextInt(12)) {
      case 0 -> CapturedCommand.run(new InspectJob(), sweep.file().toString());
      case 1 -> CapturedCommand.run(new InspectJob(), think);
      default -> CapturedCommand.of(() -> sweep.eval(folder.resolve("run"), "--dry-run"));
    };
  }

  private static String wrong(CapturedCommand said) {
    String all = said.out() + said.err();
    if (said.exitCode() != 0 && said.exitCode() != 2) {
      return "exit code " + said.exitCode() + ": " + all;
    }
    if (all.contains("\tat ") || all.contains("Exception")) {
      return "a stack trace: " + all;
    }
    boolean sentence = said.err().lines().anyMatch(line -> line.startsWith("error: "));
    return sentence == (said.exitCode() == 2) ? "" : "no sentence: " + all;
  }

  private static String told(int seed, String name, byte[] file, String wrong) {
    return "%d %s %s%n%s".formatted(seed, name, wrong, FileMutation.told(file));
  }

  /** Sweeps over models of several families and tokenizers, made once each. */
  private static final class Models {
    private static final List<String> FAMILIES =
        List.of("qwen2", "qwen3_moe", "llama", "phi3", "gemma3_text");

    private static final Map<Path, TinySweep> SWEEPS = new HashMap<>();

    static TinySweep of(Path folder, Random random) throws IOException {
      String family = FAMILIES.get(random.nextInt(FAMILIES.size()));
      TokenizerSample tokenizer =
          TokenizerSample.values()[random.nextInt(TokenizerSample.values().length)];
      Path directory = folder.resolve(family + "-" + tokenizer);
      TinySweep sweep = SWEEPS.get(directory);
      if (sweep == null) {
        Files.createDirectories(directory);
        sweep = new TinySweep(directory, seed -> TinyCheckpoint.pico(family).seed(seed));
        for (String parent : List.of("direct", "think")) {
          tokenizer.write(directory.resolve(parent).resolve("tokenizer.json"));
        }
        SWEEPS.put(directory, sweep);
      }
      return sweep;
    }
  }
}
