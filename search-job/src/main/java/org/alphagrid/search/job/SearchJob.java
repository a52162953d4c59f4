package org.alphagrid.search.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.JobSpark;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.job.DefinitionArguments;
import org.alphagrid.eval.job.SweepEvaluation;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.job.SweepArguments;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.report.job.ReportJob;
import org.alphagrid.report.job.SearchFile;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Decision;
import org.alphagrid.search.SearchRecorder;
import org.alphagrid.search.SearchRun;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.Trials;
import org.alphagrid.search.simulation.Assessment;
import org.alphagrid.search.simulation.RecordedSurface;
import org.alphagrid.search.simulation.TrueMetrics;
import org.alphagrid.search.space.FrontComparison;
import org.alphagrid.search.space.SpaceSettings;
import org.alphagrid.search.strategy.Strategies;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Searches a sweep's grid instead of evaluating all of it, and reports. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    description = "Merges, evaluates and reports what the sweep's 'search' part asks for.",
    footer = {
      "",
      "Killed and started again, it decides the same and generates only what is missing.",
      "",
      "Exit codes: 0 done, 1 unexpected failure, 2 wrong input, 3 done but some samples ended in an"
          + " error (their rows say why)."
    })
public final class SearchJob implements Callable<Integer> {
  private static final int DONE_WITH_ERRORS = 3;
  private static final int NOT_ASKED = 5;

  /** Names the file of the whole grid's means, which {@code bench search --file} reads. */
  private static final String SURFACE = "search/surface.csv";

  @Mixin private SweepArguments arguments;

  @Mixin private DefinitionArguments definitions;

  @Option(
      names = "--when-asked",
      hidden = true,
      description = "End with 5 where the sweep has no search part.")
  private boolean whenAsked;

  @Option(
      names = "--dry-run",
      description =
          "Only say what would be done: pilot, rungs, budget, largest cost, disk. Writes nothing.")
  private boolean dryRun;

  @Option(
      names = "--against-grid",
      description = {
        "Evaluate the whole grid too, after the search and for comparison only; prints what the",
        "search kept of its front and what it spent."
      })
  private boolean againstGrid;

  /** Runs the job, for spark-submit and the launcher. */
  public static void main(String[] arguments) {
    SweepEvaluation.exit(JobCommand.run(new SearchJob(), arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path conf = definitions.folder();
    Sweep sweep = SweepEvaluation.withSamples(arguments.sweep(), conf);
    if (sweep.search().isEmpty() && whenAsked) {
      return NOT_ASKED;
    }
    ConfigNode node =
        sweep
            .search()
            .orElseThrow(
                () ->
                    new UserException(
                        "Cannot search %s: it has no 'search' part".formatted(sweep.file())));
    SearchPart search = SearchReader.read(node, sweep.eval().seed(), sweep.report().margin());
    SearchSettings settings = search.settings();
    Path run = arguments.directory(sweep);
    CandidatePoints points = new CandidatePoints(sweep);
    if (dryRun) {
      new SearchDryRun(sweep, run, conf, points, search).say();
      return 0;
    }
    int errors;
    try (JobSpark spark = new JobSpark("alphagrid sweep " + sweep.name());
        RunEvaluator evaluator = new RunEvaluator(sweep, run, conf, spark, points)) {
      SearchRun.Outcome outcome =
          SearchRun.run(search.start(points.grid()), evaluator, SearchJob::say);
      if (againstGrid) {
        SearchState grid = grid(settings, evaluator, points);
        if (search.space().isPresent()) {
          outcome = comparison(search.space().get().settings(), outcome, grid);
        } else {
          compare(outcome, grid, run);
        }
      }
      Sweep published = evaluator.publish(outcome.reported()).sweep();
      SearchFile.write(
          run,
          published.points().stream().map(GridPoint::id).toList(),
          SearchRecorder.record(settings, outcome, candidate -> points.of(candidate).id()));
      errors = evaluator.errors();
    }
    int report = ReportJob.run(run.toString());
    return report != 0 || errors == 0 ? report : DONE_WITH_ERRORS;
  }

  private static SearchState grid(
      SearchSettings settings, RunEvaluator evaluator, CandidatePoints points) throws IOException {
    SearchSettings whole = settings.with(SearchStrategy.FULL_GRID);
    return SearchRun.run(Strategies.start(whole, points.grid()), evaluator).known();
  }

  /**
   * Compares the fronts of search and grid on held-out problems; prints it and adds it to the log.
   */
  private static SearchRun.Outcome comparison(
      SpaceSettings settings, SearchRun.Outcome outcome, SearchState grid) {
    Map<Candidate, Trials> chosen = new TreeMap<>(outcome.known().trials());
    chosen.keySet().retainAll(outcome.chosen());
    String statement =
        FrontComparison.of(
                grid.trials(),
                chosen,
                grid.benchmarks(),
                settings.seen(grid.benchmarks()),
                settings.seed())
            .map(FrontComparison::statement)
            .orElse("no problems are held out for a comparison with the grid");
    Decision note = Decision.note(outcome.known().trials().size(), "against the grid", statement);
    say(note);
    List<Decision> log = new ArrayList<>(outcome.log());
    log.add(note);
    return new SearchRun.Outcome(outcome.known(), outcome.chosen(), log);
  }

  private static void say(Decision decision) {
    Terminal.say(
        "search: %s: %s%s"
            .formatted(
                decision.stageName(),
                decision
                    .candidate()
                    .map(candidate -> decision.verdict() + " " + candidate + ": ")
                    .orElse(""),
                decision.reason()));
  }

  /** Compares with the grid, whose means stand for the unknown truth. */
  private static void compare(SearchRun.Outcome search, SearchState grid, Path run)
      throws IOException {
    Assessment found =
        Assessment.of(
            search,
            grid,
            candidate -> {
              var trials = grid.trials().get(candidate);
              return new TrueMetrics(trials.accuracy(), trials.tokens(), trials.thinkRatio());
            });
    Path surface = new Path(run, SURFACE);
    Storage.replace(surface, RecordedSurface.text(grid).getBytes(UTF_8));
    Terminal.say(
        String.format(
            Locale.ROOT,
            "search: against the full grid of %d points: %.1f %% of its hypervolume with %.1f %% of its tokens;"
                + " better than all that was kept by more than two standard errors, but dropped: %s;"
                + " never tried: %s; in the report with a chance below 5 %%: %s; resting in the"
                + " report: %s",
            grid.trials().size(),
            100 * found.hypervolumeShare(),
            100 * found.tokenShare(),
            names(found.dropped()),
            names(found.absent()),
            names(found.unlikely()),
            names(found.resting())));
  }

  private static String names(List<Candidate> candidates) {
    return candidates.isEmpty() ? "none" : candidates.toString();
  }
}
