package org.alphagrid.search.space;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.alphagrid.report.curve.Interval;
import org.alphagrid.report.evidence.ExpandedPercentile;
import org.alphagrid.report.pareto.ParetoFront;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.KeyedRandom;
import org.alphagrid.search.Trial;
import org.alphagrid.search.Trials;

/**
 * Compares two fronts on problems that neither was chosen by. Each front is chosen on the problems
 * that the search looked at. On the held-out ones, the points of a front in that order make a
 * staircase: from its tokens on, each point's accuracy counts, whether it turned out better than
 * the one before or not. So the area has no winner's curse, and a front of many points has no
 * advantage by luck.
 *
 * @param sweep area of the sweep's front, as a share of the box up to the think parent's tokens
 * @param search the same of the search's front
 * @param interval of search minus sweep, 95 %, by bootstrap over problems
 * @param problems held out, over all benchmarks
 */
public record FrontComparison(
    double sweep,
    double search,
    Interval interval,
    int problems,
    List<Candidate> sweepFront,
    List<Candidate> searchFront) {
  private static final int DRAWS = 4000;

  public FrontComparison {
    requireNonNull(interval, "interval is null");
    sweepFront = List.copyOf(sweepFront);
    searchFront = List.copyOf(searchFront);
  }

  /**
   * Returns the comparison.
   *
   * @param sweep all samples of each point, the two parents among them
   * @param search all samples of what the search chose, the two parents among them
   * @param seen what choices looked at
   * @return empty where no benchmark has two problems beyond that
   */
  public static Optional<FrontComparison> of(
      Map<Candidate, Trials> sweep,
      Map<Candidate, Trials> search,
      BenchmarkSize benchmarks,
      Fidelity seen,
      long seed) {
    Map<String, Integer> heldOut = new TreeMap<>();
    benchmarks
        .problems()
        .forEach(
            (name, size) -> {
              if (size - seen.problems() >= 2) {
                heldOut.put(name, size - seen.problems());
              }
            });
    if (heldOut.isEmpty()) {
      return Optional.empty();
    }
    List<Candidate> first = front(sweep, seen);
    List<Candidate> second = front(search, seen);
    HeldOutMeans think = HeldOutMeans.of(sweep.get(Candidate.THINK), heldOut, seen.problems());
    Staircase one = Staircase.of(first, sweep, think, heldOut, seen.problems());
    Staircase other = Staircase.of(second, search, think, heldOut, seen.problems());
    int[] sizes = heldOut.values().stream().mapToInt(size -> size).toArray();
    int[][] once = Arrays.stream(sizes).mapToObj(FrontComparison::counts).toArray(int[][]::new);
    double[] drawn = new double[DRAWS];
    SplittableRandom random = KeyedRandom.of(seed, "fronts");
    int[][] counts = new int[sizes.length][];
    for (int draw = 0; draw < DRAWS; draw++) {
      Arrays.setAll(counts, benchmark -> counts(sizes[benchmark], random));
      drawn[draw] = other.area(counts) - one.area(counts);
    }
    int problems = Arrays.stream(sizes).sum();
    Interval interval = new ExpandedPercentile(problems).of(drawn);
    return Optional.of(
        new FrontComparison(one.area(once), other.area(once), interval, problems, first, second));
  }

  /** Returns whether the whole interval is above 0. */
  public boolean isImprovement() {
    return interval.low() > 0;
  }

  /** Returns the result in words. */
  public String statement() {
    String verdict =
        isImprovement()
            ? "the search improves the front over the sweep"
            : interval.high() < 0
                ? "the search does not improve the front: the sweep's is better"
                : "the search is not shown to improve the front over the sweep";
    return String.format(
        Locale.ROOT,
        "%s: hypervolume %.4f against %.4f, difference %+.4f (95 %%: %+.4f to %+.4f) on %d held-out"
            + " problems; fronts of %d and %d points, chosen on the other problems",
        verdict,
        search,
        sweep,
        search - sweep,
        interval.low(),
        interval.high(),
        problems,
        searchFront.size(),
        sweepFront.size());
  }

  /** Returns the front by rising tokens, on the problems that choices saw. */
  static List<Candidate> front(Map<Candidate, Trials> trials, Fidelity seen) {
    Collection<Observation> observed = new ArrayList<>();
    trials.forEach((candidate, own) -> observed.add(Observation.of(candidate, own.within(seen))));
    return ParetoFront.of(List.copyOf(observed), Observation::accuracy, Observation::logTokens)
        .stream()
        .map(Observation::candidate)
        .toList();
  }

  private static int[] counts(int size) {
    int[] counts = new int[size];
    Arrays.fill(counts, 1);
    return counts;
  }

  private static int[] counts(int size, SplittableRandom random) {
    int[] counts = new int[size];
    for (int i = 0; i < size; i++) {
      counts[random.nextInt(size)]++;
    }
    return counts;
  }

  /**
   * Holds the held-out problems of one candidate.
   *
   * @param scores mean over samples, by benchmark and problem
   * @param tokens the same
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record HeldOutMeans(double[][] scores, double[][] tokens) {
    static HeldOutMeans of(Trials trials, Map<String, Integer> heldOut, int first) {
      return new HeldOutMeans(
          values(trials, heldOut, first, Trial::score),
          values(trials, heldOut, first, Trial::tokens));
    }

    private static double[][] values(
        Trials trials, Map<String, Integer> heldOut, int first, ToDoubleFunction<Trial> value) {
      return heldOut.entrySet().stream()
          .map(
              part ->
                  Arrays.copyOfRange(
                      trials.problemMeans(part.getKey(), value), first, first + part.getValue()))
          .toArray(double[][]::new);
    }

    /** Returns the mean with each problem counted so often, benchmarks with equal weight. */
    static double mean(double[][] values, int[][] counts) {
      double sum = 0;
      for (int benchmark = 0; benchmark < values.length; benchmark++) {
        double[] own = values[benchmark];
        double inner = 0;
        for (int i = 0; i < own.length; i++) {
          inner += counts[benchmark][i] * own[i];
        }
        sum += inner / own.length / values.length;
      }
      return sum;
    }
  }

  /** Holds the points of a front in the chosen order, and the parent that bounds the box. */
  private record Staircase(List<HeldOutMeans> front, HeldOutMeans think) {
    static Staircase of(
        List<Candidate> front,
        Map<Candidate, Trials> trials,
        HeldOutMeans think,
        Map<String, Integer> heldOut,
        int first) {
      return new Staircase(
          front.stream()
              .map(candidate -> HeldOutMeans.of(trials.get(candidate), heldOut, first))
              .toList(),
          think);
    }

    /**
     * Returns the area below the staircase, as a share of the box, each problem counted so often.
     */
    double area(int[][] counts) {
      double reference = HeldOutMeans.mean(think.tokens(), counts);
      double area = 0;
      double from = 0;
      double accuracy = 0;
      for (HeldOutMeans point : front) {
        // A point that turned out cheaper than the one before takes its place at once.
        double own = HeldOutMeans.mean(point.tokens(), counts);
        double tokens = Math.min(reference, Math.max(from, own));
        area += accuracy * (tokens - from);
        from = tokens;
        accuracy = HeldOutMeans.mean(point.scores(), counts);
      }
      return (area + accuracy * (reference - from)) / reference;
    }
  }
}
