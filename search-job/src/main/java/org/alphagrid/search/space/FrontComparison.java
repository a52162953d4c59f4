package org.alphagrid.search.space;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
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
   * @param sweep whole exams, the two parents among them
   * @param search whole exams of what the search chose, the two parents among them
   * @param seen what choices looked at
   * @return empty where no benchmark has two problems beyond that
   */
  public static Optional<FrontComparison> of(
      Map<Candidate, Trials> sweep,
      Map<Candidate, Trials> search,
      BenchmarkSize exam,
      Fidelity seen,
      long seed) {
    Map<String, Integer> heldOut = new TreeMap<>();
    exam.problems()
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
    Areas areas = new Areas(heldOut, seen.problems(), sweep.get(Candidate.THINK));
    Map<String, int[]> all = new TreeMap<>();
    heldOut.forEach((name, size) -> all.put(name, counts(size)));
    double one = areas.of(first, sweep, all);
    double other = areas.of(second, search, all);
    double[] drawn = new double[DRAWS];
    SplittableRandom random = KeyedRandom.of(seed, "fronts");
    for (int draw = 0; draw < DRAWS; draw++) {
      Map<String, int[]> counts = new TreeMap<>();
      heldOut.forEach((name, size) -> counts.put(name, counts(size, random)));
      drawn[draw] = areas.of(second, search, counts) - areas.of(first, sweep, counts);
    }
    int problems = heldOut.values().stream().mapToInt(size -> size).sum();
    Interval interval = new ExpandedPercentile(problems).of(drawn);
    return Optional.of(new FrontComparison(one, other, interval, problems, first, second));
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

  /** Computes areas on the held-out problems, each counted as often as it was drawn. */
  private static final class Areas {
    private final Map<String, Integer> heldOut;
    private final int first;
    private final Trials think;
    private final Map<Trials, Map<String, double[][]>> means = new IdentityHashMap<>();

    Areas(Map<String, Integer> heldOut, int first, Trials think) {
      this.heldOut = heldOut;
      this.first = first;
      this.think = think;
    }

    double of(List<Candidate> front, Map<Candidate, Trials> trials, Map<String, int[]> counts) {
      double reference = mean(think, counts, 1);
      double area = 0;
      double from = 0;
      double accuracy = 0;
      for (Candidate candidate : front) {
        Trials own = trials.get(candidate);
        // A point that turned out cheaper than the one before takes its place at once.
        double tokens = Math.min(reference, Math.max(from, mean(own, counts, 1)));
        area += accuracy * (tokens - from);
        from = tokens;
        accuracy = mean(own, counts, 0);
      }
      return (area + accuracy * (reference - from)) / reference;
    }

    /** Returns the mean, benchmarks with equal weight. */
    private double mean(Trials trials, Map<String, int[]> counts, int column) {
      Map<String, double[][]> own = means.computeIfAbsent(trials, this::problems);
      double sum = 0;
      for (Map.Entry<String, int[]> part : counts.entrySet()) {
        double[] values = own.get(part.getKey())[column];
        double inner = 0;
        for (int i = 0; i < values.length; i++) {
          inner += part.getValue()[i] * values[i];
        }
        sum += inner / values.length / counts.size();
      }
      return sum;
    }

    private Map<String, double[][]> problems(Trials trials) {
      Map<String, double[][]> found = new TreeMap<>();
      heldOut.forEach(
          (name, size) ->
              found.put(
                  name,
                  new double[][] {
                    tail(trials.problemMeans(name, Trial::score), size),
                    tail(trials.problemMeans(name, Trial::tokens), size)
                  }));
      return found;
    }

    private double[] tail(double[] values, int size) {
      return Arrays.copyOfRange(values, first, first + size);
    }
  }
}
