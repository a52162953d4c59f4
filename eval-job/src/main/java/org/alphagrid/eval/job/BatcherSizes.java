package org.alphagrid.eval.job;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.alphagrid.eval.generate.BatchOptions;
import org.alphagrid.eval.generate.BatchSearch;
import org.alphagrid.eval.generate.EngineMemory;
import org.alphagrid.eval.generate.ModelMemory;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.onnx.ComputeType;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.sweep.EngineSettings.Device;
import org.alphagrid.merge.sweep.EvalSettings;

/**
 * Computes how an executor generates: the decoder's options, the number of batchers, and rows and
 * bytes of each.
 *
 * @param context of the run
 * @param model that generates
 * @param share what the executor runs at once
 */
record BatcherSizes(EvalContext context, ModelPlan model, ExecutorSlots share) {
  /** Fewest rows of a batcher; without prepacking one is never run alone. */
  private static final int LEAST_ROWS = 2;

  /** Returns how models of the run are loaded here. */
  DecoderOptions decoderOptions() {
    int threads = context.plan().oneBatcher() ? share.cores() : share.cpus();
    if (context.engine().device() == Device.CPU) {
      return new DecoderOptions(positions(), threads, context.plan().prepacking());
    }
    ComputeType compute = ComputeType.of(context.engine().compute());
    // Only ids cross the bus where the graph can draw as every benchmark needs it.
    return DecoderOptions.cuda(positions(), threads, ExecutorSlots.gpu(), compute)
        .withChoice(GraphChoice.of(context.boundProtocols().values()));
  }

  private int positions() {
    return context.boundProtocol(model).positions();
  }

  /** Returns how many batchers run over a model. */
  int batchers() {
    return context.plan().oneBatcher() ? 1 : share.tasks();
  }

  /** Returns the most bytes of keys and values of one batcher. */
  long cacheBytes() {
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long ofTask =
        context
            .engine()
            .cacheBytes()
            .orElseGet(() -> machine.getTotalMemorySize() / 4 / share.tasks());
    return Math.max(1, ofTask * tasksOfBatcher());
  }

  /** Returns the most rows of one batcher. */
  int mostRows() {
    return context.batch() == EvalSettings.BATCH_BY_MEASURE
        ? BatchSearch.MOST
        : (int) Math.min(BatchOptions.MOST_SLOTS, context.batch() * tasksOfBatcher());
  }

  /**
   * Returns keys and values of all batchers together: as many as the sweep asks for, or where it
   * leaves that open, no less than {@link #LEAST_ROWS} rows for each.
   */
  EngineMemory.Pool pool(ModelMemory memory, DecoderSpec spec) {
    long row = Math.min(positions(), spec.contextLength()) * memory.position();
    long rows = Math.max(LEAST_ROWS, mostRows());
    long most = Math.min(cacheBytes(), rows * row) * batchers();
    long least = LEAST_ROWS * row * batchers();
    return new EngineMemory.Pool(
        context.engine().cacheBytes().isPresent() ? most : Math.min(least, most), most);
  }

  private long tasksOfBatcher() {
    return share.tasks() / batchers();
  }
}
