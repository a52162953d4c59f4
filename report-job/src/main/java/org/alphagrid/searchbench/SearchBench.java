package org.alphagrid.searchbench;

import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.alphagrid.search.Budget;
import org.alphagrid.search.Noise;
import org.alphagrid.search.RecordedSurface;
import org.alphagrid.search.SearchSettings;
import org.alphagrid.search.Strategies;
import org.alphagrid.search.StrategyComparison;
import org.alphagrid.search.Surfaces;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares searchers on recorded surfaces, without generating anything. */
@Command(
    name = "bench search",
    description = {
      "Runs every search strategy many times on recorded accuracy and token surfaces with simulated",
      "noise, and prints what each keeps of the full grid's hypervolume and for how many tokens."
    })
public final class SearchBench implements Callable<Integer> {
  @Option(
      names = "--surface",
      description = "Names; default: all. Known: ${COMPLETION-CANDIDATES}",
      completionCandidates = Names.class)
  private List<String> surfaces = new ArrayList<>();

  @Option(names = "--file", description = "A surface file of your own.")
  private List<Path> files = new ArrayList<>();

  @Option(names = "--seeds", description = "Runs of each; default: ${DEFAULT-VALUE}.")
  private int seeds = 200;

  @Option(names = "--problems", description = "Of each benchmark; default: ${DEFAULT-VALUE}.")
  private int problems = 30;

  @Option(names = "--samples", description = "Of each problem; default: ${DEFAULT-VALUE}.")
  private int samples = 10;

  @Option(names = "--step", description = "Of alpha; default: ${DEFAULT-VALUE}.")
  private BigDecimal step = new BigDecimal("0.05");

  @Option(names = "--share", description = "Budget, of the full grid; default: ${DEFAULT-VALUE}.")
  private double share = SearchSettings.DEFAULT.budget().limit();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Read by picocli.
  private boolean help;

  @Spec private CommandSpec spec;

  /** For the help text. */
  private static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(Surfaces.names());
    }
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new SearchBench()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<RecordedSurface> chosen = new ArrayList<>();
    List<String> names = new ArrayList<>(surfaces);
    if (names.isEmpty() && files.isEmpty()) {
      names.addAll(Surfaces.names());
    }
    try {
      names.forEach(name -> chosen.add(Surfaces.read(name)));
      for (Path file : files) {
        chosen.add(RecordedSurface.parse(file.toString(), Files.readString(file)));
        names.add(file.toString());
      }
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    out.printf(
        Locale.ROOT,
        "%d runs each; %d problems x %d samples per benchmark; steps of %s; budget %.0f %%%n",
        seeds,
        problems,
        samples,
        step,
        100 * share);
    for (int i = 0; i < chosen.size(); i++) {
      print(out, names.get(i), chosen.get(i));
    }
    return CommandLine.ExitCode.OK;
  }

  private void print(PrintWriter out, String name, RecordedSurface surface) {
    SearchSettings settings = SearchSettings.DEFAULT.with(Budget.ofShare(share));
    StrategyComparison comparison =
        new StrategyComparison(surface, problems, samples, step, Noise.COMPETITION, settings);
    out.printf("%n%-24s hypervolume  tokens  lost >2 SE  dropped >2 SE%n", name);
    for (StrategyComparison.Row row : comparison.rows(Strategies.names(), seeds)) {
      out.printf(
          Locale.ROOT,
          "  %-22s %9.1f %%  %4.0f %%  %8.1f %%  %11.1f %%%n",
          row.strategy(),
          100 * row.hypervolume(),
          100 * row.tokens(),
          100 * row.lost(),
          100 * row.dropped());
    }
    out.flush();
  }
}
