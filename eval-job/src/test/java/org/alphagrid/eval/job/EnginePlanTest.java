package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.eval.plan.EnginePlan;
import org.alphagrid.merge.sweep.EngineSettings;
import org.alphagrid.merge.sweep.EngineSettings.Batchers;
import org.alphagrid.merge.sweep.EngineSettings.Device;
import org.alphagrid.merge.sweep.EngineSettings.Prepack;
import org.alphagrid.merge.tensor.DType;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class EnginePlanTest {
  private static final long SMALL = 4L << 20;
  private static final long LARGE = 2L << 30;
  private static final long MANY = 1_000_000;

  @Test
  void tasksShareABatcherWhereWeightsDoNotStayInCaches() {
    EngineSettings open = EngineSettings.DEFAULT;
    assertThat(EnginePlan.of(open, SMALL, MANY)).isEqualTo(new EnginePlan(false, true));
    assertThat(EnginePlan.of(open, LARGE, MANY)).isEqualTo(new EnginePlan(true, true));
  }

  @Test
  void aFewTokensDoNotPayPrepackingBack() {
    EngineSettings open = EngineSettings.DEFAULT;
    assertThat(EnginePlan.of(open, LARGE, 512)).isEqualTo(new EnginePlan(false, false));
    assertThat(EnginePlan.of(open, LARGE, 513)).isEqualTo(new EnginePlan(true, true));
    EngineSettings gpu = new EngineSettings(Device.CUDA, DType.BF16, 0);
    assertThat(EnginePlan.of(gpu, SMALL, 1)).isEqualTo(new EnginePlan(true, true));
  }

  @Test
  void settingsGoFirst() {
    EngineSettings fixed =
        new EngineSettings(Device.CPU, DType.F32, 0, Batchers.ONE, Prepack.NEVER, 0);
    assertThat(EnginePlan.of(fixed, SMALL, MANY)).isEqualTo(new EnginePlan(true, false));
    fixed = new EngineSettings(Device.CPU, DType.F32, 0, Batchers.PER_TASK, Prepack.ALWAYS, 0);
    assertThat(EnginePlan.of(fixed, LARGE, 1)).isEqualTo(new EnginePlan(false, true));
  }

  @Test
  void anExecutorsShareIsWhatSparkWasTold() {
    SparkConf conf = new SparkConf(false).set("spark.master", "local[6]");
    assertThat(ExecutorSlots.of(conf, 2, "")).isEqualTo(new ExecutorSlots(3, 2));
    conf.set("spark.master", "local[6,3]");
    assertThat(ExecutorSlots.of(conf, 4, "")).isEqualTo(new ExecutorSlots(1, 4));
    conf.set("spark.master", "spark://host:7077").set("spark.executor.cores", "8");
    assertThat(ExecutorSlots.of(conf, 1, "")).isEqualTo(new ExecutorSlots(8, 1));
    conf.remove("spark.executor.cores");
    String command =
        "org.apache.spark.executor.CoarseGrainedExecutorBackend --app-id a --cores 5 --x";
    assertThat(ExecutorSlots.of(conf, 2, command)).isEqualTo(new ExecutorSlots(2, 2));
    int cores = Runtime.getRuntime().availableProcessors();
    conf.set("spark.master", "local[*]");
    assertThat(ExecutorSlots.of(conf, 1, "").cores()).isEqualTo(cores);
  }
}
