package org.alphagrid.search.job;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.eval.job.SweepEvaluation;
import org.alphagrid.eval.plan.Forecast;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.ModelSource;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.space.SpaceSettings;
import org.alphagrid.search.strategy.Rungs;
import org.apache.hadoop.fs.Path;

/** Prints what a search would do and what it can cost at most. */
final class SearchDryRun {
  private static final double MEGA = 1e6;

  private final Sweep sweep;
  private final Path run;
  private final Path conf;
  private final CandidatePoints points;
  private final SearchPart search;
  private final SearchSettings settings;
  private final BenchmarkSize benchmarks;

  /**
   * @param sweep with its number of samples filled in
   * @param run the run directory, which need not be there
   * @param conf folder with {@code benchmarks/} and {@code protocols/}
   */
  SearchDryRun(Sweep sweep, Path run, Path conf, CandidatePoints points, SearchPart search)
      throws IOException {
    this.sweep = sweep;
    this.run = run;
    this.conf = conf;
    this.points = points;
    this.settings = search.settings();
    this.search = search;
    this.benchmarks =
        points.benchmarks(
            new SweepEvaluation(SweepRun.preview(points.stage(List.of()), run), conf).problems());
  }

  /** Prints the plan. */
  void say() throws IOException {
    List<TrialRequest> first =
        search.start(points.grid()).next(SearchState.nothing(benchmarks)).requests();
    if (search.space().isPresent()) {
      sayOfSpace(first, search.space().get().settings());
    } else {
      sayOfGrid(first);
    }
  }

  private void sayOfGrid(List<TrialRequest> first) throws IOException {
    Forecast grid = forecast(points.grid(), benchmarks.full());
    Forecast parents = forecast(List.of(Candidate.DIRECT, Candidate.THINK), benchmarks.full());
    double whole = grid.tokens() + parents.tokens();
    int most = grid.points() + parents.points();
    double pilot = tokens(first);
    say(
        "%s over a grid of %d points; full size is %,d samples of each",
        settings.strategy(), most, benchmarks.samples(benchmarks.full()));
    say(
        "begins with %d points x %s of each benchmark (problems x samples), about %,.0f tokens; at"
            + " most %d points are tried",
        first.size(), first.get(0).extent(), pilot, most);
    if (settings.strategy().races()) {
      say("rungs %s", Rungs.of(benchmarks, settings.pilot(), settings.rungs()));
    }
    say(
        "the full grid would cost about %,.0f tokens%s",
        whole, grid.guessed() ? ", guessed from the token limits" : ", by earlier samples");
    // The pilot is paid whatever the budget says.
    sayLimits(whole, pilot, most, (double) most * benchmarks.samples(benchmarks.full()));
  }

  private void sayOfSpace(List<TrialRequest> first, SpaceSettings space) throws IOException {
    Fidelity seen = first.get(0).extent();
    double begin = tokens(first);
    int most = space.evaluations() + 2;
    int finalists = Math.min(space.finalists(), space.evaluations()) + 2;
    double each = begin / first.size();
    double rest = (double) benchmarks.samples(benchmarks.full()) / benchmarks.samples(seen) - 1;
    say(
        "%s over a space; begins with %d candidates x %s of each benchmark (problems x samples),"
            + " about %,.0f tokens",
        settings.strategy(), first.size(), seen, begin);
    say(
        "then one by one with %d in flight, at most %d candidates; at most %d merges and the parents are"
            + " measured in full, %,d samples each",
        space.inFlight(),
        space.evaluations(),
        finalists - 2,
        benchmarks.samples(benchmarks.full()));
    double whole = each * (most + finalists * rest);
    say("without a budget that would be about %,.0f tokens, by the first candidates", whole);
    double samples =
        (double) most * benchmarks.samples(seen)
            + (double) finalists
                * (benchmarks.samples(benchmarks.full()) - benchmarks.samples(seen));
    sayLimits(whole, begin, most, samples);
  }

  private void sayLimits(double whole, double first, int most, double samples) throws IOException {
    Budget budget = settings.budget();
    OptionalDouble limit = budget.tokens(whole);
    double largest = Math.max(first, Math.min(whole, limit.orElse(whole)));
    say(
        "budget %s%s; largest cost about %,.0f tokens",
        budget,
        limit.isPresent()
            ? String.format(Locale.ROOT, ", about %,.0f tokens", limit.getAsDouble())
            : ", counted by the times of the samples",
        largest);
    double disk = Forecast.bytes(samples * largest / whole, largest) / MEGA;
    if (sweep.eval().models() == ModelSource.STORED) {
      double model = bytesOfAModel() / MEGA;
      say(
          "disk: samples about %,.1f MB; stored points at most %d of %,.1f MB, %,.1f MB",
          disk, most - 2, model, (most - 2) * model);
    } else {
      say("disk: samples about %,.1f MB; merges in memory, nothing stored", disk);
    }
  }

  private double tokens(List<TrialRequest> requests) throws IOException {
    return forecast(
            requests.stream().map(TrialRequest::candidate).toList(), requests.get(0).extent())
        .tokens();
  }

  private Forecast forecast(List<Candidate> candidates, Fidelity extent) throws IOException {
    SweepRun stage = SweepRun.preview(points.stage(candidates, extent, benchmarks), run);
    return new SweepEvaluation(stage, conf).forecast();
  }

  private long bytesOfAModel() throws IOException {
    try (Checkpoint donor = Checkpoint.open(sweep.donorDirectory())) {
      return donor.bytes();
    }
  }

  private static void say(String format, Object... values) {
    Terminal.say("search plan: " + String.format(Locale.ROOT, format, values));
  }
}
