package org.alphagrid.merge.sweep;

import java.util.List;
import org.alphagrid.core.UserException;

/**
 * Holds the {@code eval} part of a sweep.
 *
 * @param benchmarks names of files in the benchmarks folder
 * @param protocols names of files in the protocols folder
 * @param samples generations per problem, or {@link #SAMPLES_OF_BENCHMARK}
 * @param models where merged models come from
 * @param seed the root of every random draw
 * @param problems use only this many leading problems of each benchmark, or {@link #ALL_PROBLEMS}
 * @param shuffled whether problems are in an order drawn from the seed, rather than in the data's,
 *     which may be from easy to hard
 * @param batch most sequences generated at once per task, or {@link #BATCH_BY_MEASURE}
 * @param shardSamples about how many samples one task generates and one file holds
 * @param engine what models run on
 * @param maxErrorShare a point of which more than this share of samples ends in an error is stopped
 */
public record EvalSettings(
    List<String> benchmarks,
    ProtocolChoice protocols,
    int samples,
    ModelSource models,
    long seed,
    int problems,
    boolean shuffled,
    int batch,
    int shardSamples,
    EngineSettings engine,
    double maxErrorShare) {
  /** Leaves the number of samples to each benchmark. */
  public static final int SAMPLES_OF_BENCHMARK = 0;

  /** Takes every problem of each benchmark. */
  public static final int ALL_PROBLEMS = 0;

  /** Leaves the batch to measuring, which finds the fastest. */
  public static final int BATCH_BY_MEASURE = 0;

  /** Names {@link #BATCH_BY_MEASURE} in sweep files. */
  public static final String AUTO_BATCH = "auto";

  public EvalSettings {
    benchmarks = List.copyOf(benchmarks);
    if (benchmarks.isEmpty()) {
      throw new UserException("Invalid eval.benchmarks: [] (must name at least one)");
    }
  }

  /** Returns how many of a benchmark's problems are used. */
  public int problemsOf(int available) {
    return problems == ALL_PROBLEMS ? available : Math.min(problems, available);
  }

  /** Returns these settings with another number of samples. */
  public EvalSettings withSamples(int number) {
    return with(problems, shuffled, number);
  }

  /** Returns these settings with other problems and another number of samples. */
  public EvalSettings with(int leadingProblems, boolean inShuffledOrder, int number) {
    return new EvalSettings(
        benchmarks,
        protocols,
        number,
        models,
        seed,
        leadingProblems,
        inShuffledOrder,
        batch,
        shardSamples,
        engine,
        maxErrorShare);
  }
}
