package org.alphagrid.evaljob;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.alphagrid.architecture.DecoderSpec;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.LocalModel;
import org.alphagrid.generate.BatchOptions;
import org.alphagrid.generate.BatchSearch;
import org.alphagrid.generate.Decoder;
import org.alphagrid.generate.DecoderCache;
import org.alphagrid.generate.DecoderOptions;
import org.alphagrid.generate.EngineDevice;
import org.alphagrid.generate.EngineMemory;
import org.alphagrid.generate.EngineWeights;
import org.alphagrid.generate.Generation;
import org.alphagrid.generate.GenerationRequest;
import org.alphagrid.generate.ModelMemory;
import org.alphagrid.generate.ModelTokenizer;
import org.alphagrid.job.GpuTasks;
import org.alphagrid.merge.ModelMerger;
import org.alphagrid.merge.ParentAnswers;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.mergejob.MergeManifest;
import org.alphagrid.method.ParentRole;
import org.alphagrid.onnx.ComputeType;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.EvalSettings;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models and tokenizers of one executor JVM, each loaded once and shared by its tasks. */
final class ExecutorModels {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorModels.class);

  /** Idle models kept: the next task of the same point finds it loaded. */
  private static final int KEPT = 2;

  /** Fewest rows of a batcher; without prepacking one is never run alone. */
  private static final int LEAST_ROWS = 2;

  private static final DecoderCache DECODERS = new DecoderCache(KEPT);
  private static final EngineMemory MEMORY = EngineMemory.here();
  private static final Map<String, ModelTokenizer> TOKENIZERS = new ConcurrentHashMap<>();
  private static final Map<String, Integer> BATCHES = new ConcurrentHashMap<>();
  private static final Map<String, ParentAnswers> ANSWERS = new ConcurrentHashMap<>();
  private static final Map<String, String> WEIGHT_DIGESTS = new ConcurrentHashMap<>();

  private ExecutorModels() {}

  /**
   * A model in use.
   *
   * @param weightDigest of its weights
   * @param batch how much each batcher generates at once
   * @param batchers that all who have it in use feed
   */
  record InUse(DecoderCache.Lease lease, String weightDigest, BatchOptions batch, int batchers)
      implements AutoCloseable {
    Decoder decoder() {
      return lease.decoder();
    }

    /** What computes, with the batch's shape where completions may depend on it. */
    String engine() {
      String engine = decoder().engine();
      return decoder().batchInvariant() ? engine : engine + ", batch " + batch.slots();
    }

    /** Runs requests and waits for them; results come on other threads, one at a time. */
    void run(List<GenerationRequest> requests, Consumer<Generation> results) {
      lease.shared(batch, batchers).run(requests, results);
    }

    @Override
    public void close() {
      lease.close();
    }
  }

  /** Takes a model into use, loading or merging it first where needed. */
  static InUse acquire(EvalContext context, ModelPlan model) {
    ExecutorShare share = ExecutorShare.current();
    boolean oneBatcher = context.plan().oneBatcher();
    DecoderOptions options = options(context, oneBatcher ? share.cores() : share.cpus());
    String key = model.recipe() + "/" + options;
    DecoderCache.Lease lease =
        DECODERS.acquire(
            key,
            () -> {
              try {
                return load(context, model, options, share);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      BatchOptions batch = batch(context, lease.decoder(), options, share);
      int batchers = batchers(context, share);
      return new InUse(lease, WEIGHT_DIGESTS.get(model.recipe()), batch, batchers);
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  private static BatchOptions batch(
      EvalContext context, Decoder decoder, DecoderOptions options, ExecutorShare share) {
    long room = Math.max(1, decoder.cacheRoom() / batchers(context, share));
    long cacheBytes = Math.min(room, cacheBytes(context, share));
    if (context.batch() != EvalSettings.BATCH_BY_MEASURE) {
      return new BatchOptions(mostSlots(context, share), cacheBytes);
    }
    // All points of a run have one shape: the first of them is measured.
    int slots =
        BATCHES.computeIfAbsent(
            context.parentsDigest() + "/" + options,
            absent -> {
              int rows = new BatchSearch(decoder, cacheBytes).rows();
              LOG.info("batch auto: {} rows ({})", rows, options);
              return rows;
            });
    return new BatchOptions(slots, cacheBytes);
  }

  private static int batchers(EvalContext context, ExecutorShare share) {
    return context.plan().oneBatcher() ? 1 : share.tasks();
  }

  /** Most bytes of keys and values of one batcher. */
  private static long cacheBytes(EvalContext context, ExecutorShare share) {
    long tasks = share.tasks() / batchers(context, share);
    var machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return context.engine().cacheMiB() > 0
        ? ((long) context.engine().cacheMiB() << 20) * tasks
        : Math.max(1, machine.getTotalMemorySize() / 4 / share.tasks() * tasks);
  }

  /** Most rows of one batcher. */
  private static int mostSlots(EvalContext context, ExecutorShare share) {
    long tasks = share.tasks() / batchers(context, share);
    return context.batch() == EvalSettings.BATCH_BY_MEASURE
        ? BatchSearch.MOST
        : (int) Math.min(BatchOptions.MOST_SLOTS, context.batch() * tasks);
  }

  /**
   * Keys and values of all batchers: as many as the sweep asks for, or where it leaves that open,
   * no less than a row for each.
   */
  private static EngineMemory.Pool pool(
      EvalContext context, ModelMemory memory, DecoderSpec spec, ExecutorShare share) {
    long row = Math.min(context.positions(), spec.contextLength()) * memory.position();
    long rows = Math.max(LEAST_ROWS, mostSlots(context, share));
    long most = Math.min(cacheBytes(context, share), rows * row) * batchers(context, share);
    long least = LEAST_ROWS * row * batchers(context, share);
    return new EngineMemory.Pool(
        context.engine().cacheMiB() > 0 ? most : Math.min(least, most), most);
  }

  /** Loads a model onto a CPU where there is room; onto a card, that one says so. */
  private static Decoder load(
      EvalContext context,
      ModelPlan model,
      Checkpoint shape,
      DecoderOptions options,
      ExecutorShare share,
      EngineMemory.Load load)
      throws IOException {
    if (options.device() != EngineDevice.CPU) {
      return load.decoder();
    }
    DecoderSpec spec = shape.config().describe();
    ModelMemory memory = ModelMemory.of(shape.tensors(), spec, options);
    return MEMORY.load(
        model.point().id(),
        memory,
        pool(context, memory, spec, share),
        DeclaredMemory.of(SparkEnv.get().conf(), context.engine().memoryMiB()),
        DECODERS::close,
        load);
  }

  private static DecoderOptions options(EvalContext context, int threads) {
    EngineDevice device = EngineDevice.of(context.engine().device());
    if (device == EngineDevice.CPU) {
      return new DecoderOptions(context.positions(), threads, context.plan().prepacking());
    }
    ComputeType compute = ComputeType.valueOf(context.engine().compute().toUpperCase(Locale.ROOT));
    // Only ids cross the bus where the graph can draw as every exam wants it.
    return DecoderOptions.cuda(context.positions(), threads, device(), compute)
        .withChoice(GraphChoice.of(context.regimes().values()));
  }

  /** The address of the GPU that Spark gave this task; the first one where it gives none. */
  private static int device() {
    ResourceInformation gpu = TaskContext.get().resourcesJMap().get(GpuTasks.RESOURCE);
    if (gpu == null) {
      return 0;
    }
    String address = gpu.addresses()[0];
    try {
      return Integer.parseInt(address);
    } catch (NumberFormatException e) {
      throw new IllegalStateException(
          "Cannot use GPU '%s' that Spark gave this task (must be a device number, as deploy/gpu-addresses prints)"
              .formatted(address));
    }
  }

  private static Decoder load(
      EvalContext context, ModelPlan model, DecoderOptions options, ExecutorShare share)
      throws IOException {
    if (model.directory() != null) {
      try (Checkpoint checkpoint = Checkpoint.open(new Path(model.directory()))) {
        if (model.point().isMerged()) {
          MergeManifest.requireIntact(checkpoint);
        }
        WEIGHT_DIGESTS.put(model.recipe(), model.weightDigest());
        return load(
            context,
            model,
            checkpoint,
            options,
            share,
            () -> Decoder.open(checkpoint.local(), options));
      }
    }
    Map<ParentRole, Path> directories = new TreeMap<>();
    context.parents().forEach((role, path) -> directories.put(role, new Path(path)));
    try (ParentSet parents = ParentSet.openUnmapped(directories, context.donor())) {
      return load(
          context,
          model,
          parents.donor(),
          options,
          share,
          () -> merge(context, model, parents, options));
    }
  }

  private static Decoder merge(
      EvalContext context, ModelPlan model, ParentSet parents, DecoderOptions options)
      throws IOException {
    try (EngineWeights weights = new EngineWeights(options)) {
      String digest =
          ModelMerger.merge(
              parents,
              model.point(),
              context.dtype(),
              weights,
              options.threads(),
              ANSWERS.computeIfAbsent(context.parentsDigest(), key -> new ParentAnswers()));
      WEIGHT_DIGESTS.put(model.recipe(), digest);
      LocalModel merged = weights.model(model.point().id(), parents.donor().config());
      return Decoder.open(merged, weights, options);
    }
  }

  /** The run's tokenizer. */
  static ModelTokenizer tokenizer(EvalContext context) {
    return TOKENIZERS.computeIfAbsent(
        context.tokenizerDigest(),
        digest -> {
          try {
            return ModelTokenizer.open(Storage.localCopy(new Path(context.tokenizer())));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
