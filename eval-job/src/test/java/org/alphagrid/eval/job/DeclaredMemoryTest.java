package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.generate.EngineMemory.Limit;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class DeclaredMemoryTest {
  @Test
  void theSmallerOfSweepAndExecutorCounts() {
    assertThat(DeclaredMemory.of(conf("spark://host:1", "3g"), 4096))
        .isEqualTo(new Limit(3L << 30, "the 3072 MiB of spark.executor.memoryOverhead"));
    assertThat(DeclaredMemory.of(conf("spark://host:1", "3g"), 100))
        .isEqualTo(new Limit(100L << 20, "the 100 MiB of eval.engine.memoryMiB"));
    assertThat(DeclaredMemory.of(conf("k8s://host", "512"), 0).bytes()).isEqualTo(512L << 20);
  }

  /** In one JVM nobody holds it to what an executor would be asked for. */
  @Test
  void nothingDeclaredIsNoLimit() {
    assertThat(DeclaredMemory.of(conf("local[2]", "3g"), 0)).isSameAs(Limit.NONE);
    assertThat(DeclaredMemory.of(new SparkConf(false), 0)).isSameAs(Limit.NONE);
  }

  private static SparkConf conf(String master, String overhead) {
    return new SparkConf(false)
        .set("spark.master", master)
        .set("spark.executor.memoryOverhead", overhead);
  }
}
