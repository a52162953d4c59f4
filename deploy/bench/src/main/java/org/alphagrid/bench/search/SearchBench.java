package org.alphagrid.bench.search;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.Budget;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.simulation.Noise;
import org.alphagrid.search.simulation.RecordedSurface;
import org.alphagrid.search.simulation.StrategyComparison;
import org.alphagrid.search.simulation.Surfaces;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares searchers on recorded surfaces, without generating anything. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = {
      "Runs every search strategy many times on recorded accuracy and token surfaces with simulated",
      "noise, and prints what each keeps of the full grid's hypervolume and for how many tokens."
    })
public final class SearchBench implements Callable<Integer> {
  private static final int USUAL_PROBLEMS = 30;
  private static final int USUAL_SAMPLES = 10;

  @Option(
      names = "--surface",
      description = "Names; default: all. Known: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private List<String> surfaces = new ArrayList<>();

  @Option(names = "--file", description = "A surface file of your own.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = "--strategy",
      description = "Names; default: all. Known: ${COMPLETION-CANDIDATES}",
      completionCandidates = StrategyNames.class)
  private List<String> strategies = new ArrayList<>();

  @Option(names = "--seeds", description = "Runs of each; default: ${DEFAULT-VALUE}.")
  private int seeds = 200;

  @Option(
      names = "--problems",
      description = "Of each benchmark; default: those of the recorded run.")
  private Integer problems;

  @Option(names = "--samples", description = "Of each problem; default: those of the recorded run.")
  private Integer samples;

  @Option(names = "--step", description = "Of alpha; default: ${DEFAULT-VALUE}.")
  private BigDecimal step = new BigDecimal("0.05");

  @Option(names = "--share", description = "Budget, of the full grid; default: ${DEFAULT-VALUE}.")
  private double share = SearchSettings.DEFAULT.budget().limit();

  @Spec private CommandSpec spec;

  /** Lists the surfaces for the help text. */
  private static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(Surfaces.names());
    }
  }

  /** Lists the strategies for the help text. */
  private static final class StrategyNames extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    StrategyNames() {
      SearchStrategy.all(false).forEach(strategy -> add(strategy.toString()));
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = new ArrayList<>(surfaces);
    if (names.isEmpty() && files.isEmpty()) {
      names.addAll(Surfaces.names());
    }
    out.printf(
        Locale.ROOT, "%d runs of each; steps of %s; budget %.0f %%%n", seeds, step, 100 * share);
    try {
      for (String name : names) {
        print(out, Surfaces.find(name), Surfaces.read(name));
      }
      for (Path file : files) {
        String name = file.toString();
        RecordedSurface surface = RecordedSurface.parse(name, Files.readString(file));
        print(out, new Surfaces.Bundled(name, USUAL_PROBLEMS, USUAL_SAMPLES), surface);
      }
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    return CommandLine.ExitCode.OK;
  }

  private void print(PrintWriter out, Surfaces.Bundled bundled, RecordedSurface surface) {
    int ofBenchmark = problems == null ? bundled.problems() : problems;
    int ofProblem = samples == null ? bundled.samples() : samples;
    List<SearchStrategy> asked =
        strategies.isEmpty()
            ? SearchStrategy.all(false)
            : strategies.stream().map(SearchStrategy::find).toList();
    SearchSettings settings = SearchSettings.DEFAULT.with(Budget.ofShare(share));
    StrategyComparison comparison =
        new StrategyComparison(surface, ofBenchmark, ofProblem, step, Noise.COMPETITION, settings);
    out.printf(
        "%n%s, %d benchmarks of %d problems x %d samples%n",
        bundled.name(), surface.benchmarks().size(), ofBenchmark, ofProblem);
    out.printf(
        "  %-12s hypervolume  tokens | runs with a front point that is better than all%n", "");
    out.printf("  %-12s                     | that was kept by 2 standard errors, and is%n", "");
    out.printf(
        "  %-12s                     | dropped  never tried  either  unlikely  resting%n", "");
    for (StrategyComparison.Row row : comparison.rows(asked, seeds)) {
      out.printf(
          Locale.ROOT,
          "  %-12s %9.1f %%  %4.0f %% | %5.1f %%  %9.1f %%  %4.1f %%  %6.1f %%  %5.1f %%%n",
          row.strategy(),
          100 * row.hypervolume(),
          100 * row.tokens(),
          100 * row.dropped(),
          100 * row.absent(),
          100 * row.incomplete(),
          100 * row.unlikely(),
          100 * row.resting());
    }
    out.flush();
  }
}
