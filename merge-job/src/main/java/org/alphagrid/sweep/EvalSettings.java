package org.alphagrid.sweep;

import java.util.List;
import org.alphagrid.config.ConfigException;

/**
 * The {@code eval} part of a sweep.
 *
 * @param benchmarks names of files in the benchmarks folder
 * @param protocol name of a file in the protocols folder
 * @param samples generations per problem
 * @param models where merged models come from
 * @param seed the root of every random draw
 * @param problems use only this many leading problems of each benchmark; 0 for all
 * @param batch most sequences generated at once per task
 * @param shardSamples about how many samples one task generates and one file holds
 */
public record EvalSettings(
    List<String> benchmarks,
    String protocol,
    int samples,
    ModelSource models,
    long seed,
    int problems,
    int batch,
    int shardSamples) {
  public EvalSettings {
    benchmarks = List.copyOf(benchmarks);
    if (benchmarks.isEmpty()) {
      throw new ConfigException("Invalid eval.benchmarks: [] (must name at least one)");
    }
  }
}
