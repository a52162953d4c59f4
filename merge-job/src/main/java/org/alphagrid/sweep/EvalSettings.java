package org.alphagrid.sweep;

import java.util.List;
import org.alphagrid.config.ConfigException;

/**
 * The {@code eval} part of a sweep.
 *
 * @param benchmarks names of files in the benchmarks folder
 * @param protocols names of files in the protocols folder
 * @param samples generations per problem; 0 for what each benchmark asks for
 * @param models where merged models come from
 * @param seed the root of every random draw
 * @param problems use only this many leading problems of each benchmark; 0 for all
 * @param shuffled whether problems are in an order drawn from the seed, rather than in the data's,
 *     which may be from easy to hard
 * @param batch most sequences generated at once per task
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
  /** The number of samples that leaves the number to each benchmark. */
  public static final int SAMPLES_OF_BENCHMARK = 0;

  public EvalSettings {
    benchmarks = List.copyOf(benchmarks);
    if (benchmarks.isEmpty()) {
      throw new ConfigException("Invalid eval.benchmarks: [] (must name at least one)");
    }
  }

  /** These settings with another number of samples. */
  public EvalSettings withSamples(int number) {
    return with(problems, shuffled, number);
  }

  /** These settings with part of the exam. */
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
