package org.alphagrid.evaljob;

import static org.assertj.core.api.Assertions.assertThat;

import org.alphagrid.sweep.EngineSettings;
import org.alphagrid.sweep.EngineSettings.Batchers;
import org.alphagrid.sweep.EngineSettings.Device;
import org.alphagrid.sweep.EngineSettings.Prepack;
import org.alphagrid.tensor.DType;
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
    assertThat(ExecutorShare.of(conf, 2, "")).isEqualTo(new ExecutorShare(3, 2));
    conf.set("spark.master", "local[6,3]");
    assertThat(ExecutorShare.of(conf, 4, "")).isEqualTo(new ExecutorShare(1, 4));
    conf.set("spark.master", "spark://host:7077").set("spark.executor.cores", "8");
    assertThat(ExecutorShare.of(conf, 1, "")).isEqualTo(new ExecutorShare(8, 1));
    conf.remove("spark.executor.cores");
    String command =
        "org.apache.spark.executor.CoarseGrainedExecutorBackend --app-id a --cores 5 --x";
    assertThat(ExecutorShare.of(conf, 2, command)).isEqualTo(new ExecutorShare(2, 2));
    int cores = Runtime.getRuntime().availableProcessors();
    conf.set("spark.master", "local[*]");
    assertThat(ExecutorShare.of(conf, 1, "").cores()).isEqualTo(cores);
  }
}
