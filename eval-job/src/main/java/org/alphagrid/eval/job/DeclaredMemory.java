package org.alphagrid.eval.job;

import org.alphagrid.eval.generate.EngineMemory;
import org.alphagrid.merge.sweep.EngineSettings;
import org.apache.spark.SparkConf;

/** Finds what is declared that models may take of an executor, outside the Java heap. */
final class DeclaredMemory {
  private static final String OVERHEAD = "spark.executor.memoryOverhead";

  private DeclaredMemory() {}

  /**
   * Returns the smaller of the sweep's setting and of what a cluster's executor was asked for
   * beside its heap, which managers of clusters hold it to.
   *
   * @param memoryMiB the sweep's {@code eval.engine.memoryMiB}, or {@link
   *     EngineSettings#BY_MACHINE}
   */
  static EngineMemory.Limit of(SparkConf conf, int memoryMiB) {
    long overhead =
        conf.get("spark.master", "").startsWith("local") ? 0 : conf.getSizeAsMb(OVERHEAD, "0");
    if (overhead > 0 && (memoryMiB == EngineSettings.BY_MACHINE || overhead < memoryMiB)) {
      return limit(overhead, OVERHEAD);
    }
    return memoryMiB == EngineSettings.BY_MACHINE
        ? EngineMemory.Limit.NONE
        : limit(memoryMiB, "eval.engine.memoryMiB");
  }

  private static EngineMemory.Limit limit(long mebi, String key) {
    return new EngineMemory.Limit(mebi << 20, "the %d MiB of %s".formatted(mebi, key));
  }
}
