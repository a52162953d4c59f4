package org.alphagrid.search.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.JobSpark;
import org.alphagrid.eval.job.SweepEvaluation;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.merge.sweep.SweepReader;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.SearchRun;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.SearchStep;
import org.alphagrid.search.Searcher;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches of the quickstart's parents within this JVM. */
class SearchJobIT {
  private static final org.apache.hadoop.fs.Path CONF = hadoop(Path.of("../conf"));
  private static final Fidelity EXTENT = new Fidelity(6, 1);

  private static final String SWEEP =
      """
      name: search
      parents:
        direct: %1$s/direct
        think: %1$s/think
        base: %1$s/base
      merge:
        - {method: linear, alpha: {from: 0, to: 1, step: 0.1}}
      eval:
        benchmarks: [chain-sum, choice-sum]
        protocol: quickstart
        samples: 2
        problems: 12
        models: %2$s
        seed: 17
        batch: 4
        shardSamples: 4
      search:
        %3$s
      """;

  private static final String SPACE =
      """
      strategy: gp
        space: [{method: ties, alpha: [0, 1], density: [0.2, 0.9]}]
        evaluations: 8
        initial: 3
        finalists: 4
        heldOut: 0.5
        budget: {tokens: 1000000}
      """;

  @TempDir Path folder;

  /** Asks for one alpha after another, slow thinkers first, and notes who answered first. */
  private static final class Alphas implements Searcher {
    private final List<Candidate> told = new ArrayList<>();
    private final int inFlight;
    private int next = 9;

    Alphas(int inFlight) {
      this.inFlight = inFlight;
    }

    @Override
    public SearchStep next(SearchState known) {
      // One answer at a time, or a stage with one.
      known.trials().keySet().stream().filter(c -> !told.contains(c)).forEach(told::add);
      return next == 3
          ? new SearchStep(List.of(), List.of())
          : new SearchStep(
              List.of(
                  new TrialRequest(
                      Candidate.of("linear", new BigDecimal(next--).movePointLeft(1)), EXTENT)),
              List.of());
    }

    @Override
    public SortedSet<Candidate> chosen() {
      return new TreeSet<>();
    }

    @Override
    public int inFlight() {
      return inFlight;
    }
  }

  /** Each a Spark job of its own, at once in one JVM, with one folder and one store of models. */
  @Test
  void concurrentEvaluationsEqualSequentialOnes() throws IOException {
    List<Candidate> order = null;
    SearchState alone = null;
    for (int inFlight : new int[] {1, 3, 3}) {
      Path run = folder.resolve("run-" + (order == null ? "alone" : "at-once"));
      Alphas searcher = new Alphas(inFlight);
      SearchState known;
      String models = inFlight == 1 ? "stored" : "in-memory";
      Sweep sweep = sweep(models, "strategy: adaptive");
      CandidatePoints points = new CandidatePoints(sweep);
      try (JobSpark spark = new JobSpark("search test");
          RunEvaluator evaluator = new RunEvaluator(sweep, hadoop(run), CONF, spark, points)) {
        known = SearchRun.run(searcher, evaluator).known();
      }
      if (alone == null) {
        alone = known;
        order = List.of();
        continue;
      }
      for (Candidate candidate : alone.trials().keySet()) {
        Trials one = alone.trials().get(candidate);
        Trials other = known.trials().get(candidate);
        assertThat(other.accuracy()).as(candidate.id()).isEqualTo(one.accuracy());
        assertThat(other.tokens()).as(candidate.id()).isEqualTo(one.tokens());
      }
      assertThat(known.trials()).hasSize(6);
      // Two of the last three under way were still unknown when it was asked for the last time.
      assertThat(searcher.told).hasSize(4);
      // The second time everything is stored, and all answers are there at once.
      if (!order.isEmpty()) {
        assertThat(searcher.told).isEqualTo(order);
      }
      order = searcher.told;
    }
  }

  /** Samples of earlier stages are not read again. */
  @Test
  void refreshReadsOnlyNewFiles() throws IOException {
    Sweep sweep = sweep("in-memory", "strategy: adaptive");
    Candidate candidate = Candidate.of("linear", new BigDecimal("0.5"));
    org.apache.hadoop.fs.Path run = hadoop(folder.resolve("run"));
    try (JobSpark spark = new JobSpark("search test");
        RunEvaluator evaluator =
            new RunEvaluator(sweep, run, CONF, spark, new CandidatePoints(sweep))) {
      evaluator.evaluate(List.of(new TrialRequest(candidate, EXTENT)));
      Path samples = folder.resolve("run/samples");
      List<Path> first;
      try (var files = Files.list(samples)) {
        first = files.filter(file -> file.getFileName().toString().startsWith("shard")).toList();
      }
      assertThat(first).isNotEmpty();
      StoredTrials stored = new StoredTrials(hadoop(samples));
      stored.refresh();
      assertThat(stored.files()).isEqualTo(first.size());
      assertThat(stored.trial("linear/alpha=0.50", "no-benchmark", "0", 0)).isEmpty();

      // What was read is known, though nobody could read it now.
      for (Path file : first) {
        Files.write(file, new byte[] {1});
      }
      stored.refresh();
      assertThat(stored.files()).isEqualTo(first.size());
    }
  }

  /** The grid is what a search is compared with: none of the search's own points may be in it. */
  @Test
  void searchedPointsAreNotPartOfTheGrid() throws IOException {
    CandidatePoints points = new CandidatePoints(sweep("in-memory", "strategy: adaptive"));
    List<Candidate> before = points.grid();

    points.of(new Candidate("ties", Map.of("alpha", "0.55", "density", "0.30")));

    assertThat(before).hasSize(9).allMatch(candidate -> candidate.method().equals("linear"));
    assertThat(points.grid()).isEqualTo(before);
  }

  @Test
  void dryRunOfAGridPrintsPilotRungsBudgetAndDisk() throws IOException {
    String said = dryRun("stored", "{strategy: adaptive, pilot: {points: 6, problems: 4}}");

    assertThat(said)
        .contains("search plan: adaptive over a grid of 11 points; full size is 48 samples")
        .contains("begins with 6 points x 4 x 2 of each benchmark")
        .contains("at most 11 points are tried")
        .contains("rungs [")
        .contains("the full grid would cost about")
        .contains("guessed from the token limits")
        .contains("budget 35 % of the full grid's tokens, about")
        .contains("largest cost about")
        .contains("stored points at most 9 of 1.");
  }

  @Test
  void dryRunOfASpacePrintsCandidatesBudgetAndDisk() throws IOException {
    String said = dryRun("in-memory", SPACE);

    assertThat(said)
        .contains("search plan: gp over a space; begins with 5 candidates x 6 x 1")
        .contains("with 4 in flight, at most 8 candidates; at most 4 merges and the parents")
        .contains("budget 1,000,000 tokens")
        .contains("merges in memory, nothing stored");
  }

  private String dryRun(String models, String search) throws IOException {
    Path file = write(models, search);
    Path run = folder.resolve("none");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(said, true, UTF_8));
    int exit;
    try {
      exit =
          JobCommand.run(
              new SearchJob(),
              new String[] {
                file.toString(), "--run", run.toString(), "--conf", CONF.toString(), "--dry-run"
              });
    } finally {
      System.setErr(before);
    }
    assertThat(exit).as(said.toString(UTF_8)).isZero();
    assertThat(run).doesNotExist();
    return said.toString(UTF_8);
  }

  private Sweep sweep(String models, String search) throws IOException {
    return SweepEvaluation.withSamples(SweepReader.read(hadoop(write(models, search))), CONF);
  }

  private Path write(String models, String search) throws IOException {
    String parents =
        Path.of("../deploy/quickstart/parents").toAbsolutePath().normalize().toString();
    return Files.writeString(
        folder.resolve("search.yaml"), SWEEP.formatted(parents, models, search));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toAbsolutePath().normalize().toUri());
  }
}
