package org.alphagrid.eval.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.generate.BatchOptions;
import org.alphagrid.eval.generate.BatchSearch;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.DecoderCache;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.prompt.TokenizerReference;
import org.alphagrid.merge.sweep.EvalSettings;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what the tasks of one executor JVM share: loaded models, tokenizers, and what was measured
 * so far. There is one instance for each JVM, made by its first task. It ends with the JVM, so that
 * the next task of a point, also of a later job in the same JVM, finds the model loaded.
 */
final class ExecutorRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorRuntime.class);

  /** Idle models kept: the next task of the same point finds it loaded. */
  private static final int IDLE_MODELS = 2;

  private static ExecutorRuntime instance;

  private final DecoderCache decoders = new DecoderCache(IDLE_MODELS);
  private final ModelLoader loader = new ModelLoader(decoders::close);
  private final Map<String, ModelTokenizer> tokenizers = new ConcurrentHashMap<>(); // by digest
  private final Map<String, Integer> measuredRows = new ConcurrentHashMap<>(); // by model shape
  private final ProblemLengths lengths = new ProblemLengths();
  private final AtomicInteger tasks = new AtomicInteger();

  private ExecutorRuntime() {}

  /** Returns the instance of this JVM. */
  static synchronized ExecutorRuntime get() {
    if (instance == null) {
      instance = new ExecutorRuntime();
    }
    return instance;
  }

  /** Returns whether a task runs in this JVM. */
  static synchronized boolean isBusy() {
    return instance != null && instance.tasks.get() > 0;
  }

  /** Counts a task that begins; {@link #endTask} must follow. */
  void beginTask() {
    tasks.incrementAndGet();
  }

  /** Counts a task that ended. */
  void endTask() {
    tasks.decrementAndGet();
  }

  /** Returns how long the completions of each problem were so far. */
  ProblemLengths lengths() {
    return lengths;
  }

  /** Returns a tokenizer, read once. */
  ModelTokenizer tokenizer(TokenizerReference reference) {
    return tokenizers.computeIfAbsent(
        reference.digest(),
        digest -> {
          try {
            return ModelTokenizer.open(Storage.localCopy(new Path(reference.file())));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /**
   * Takes a model into use, loading or merging it first where needed.
   *
   * @return to be closed by the caller
   */
  ModelLease acquire(EvalContext context, ModelPlan model) {
    BatcherSizes sizes = new BatcherSizes(context, model, ExecutorSlots.current());
    DecoderOptions options = sizes.decoderOptions();
    DecoderCache.Lease lease =
        decoders.acquire(
            model.recipe() + "/" + model.network() + "/" + options,
            () -> {
              try {
                return loader.load(context, model, options, sizes);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try {
      BatchOptions batch = batch(context, lease.decoder(), options, sizes);
      return new ModelLease(lease, loader.weightDigest(model.recipe()), batch, sizes.batchers());
    } catch (RuntimeException | Error e) {
      lease.close();
      throw e;
    }
  }

  private BatchOptions batch(
      EvalContext context, Decoder decoder, DecoderOptions options, BatcherSizes sizes) {
    long room = Math.max(1, decoder.cacheRoom() / sizes.batchers());
    long cacheBytes = Math.min(room, sizes.cacheBytes());
    if (context.batch() != EvalSettings.BATCH_BY_MEASURE) {
      return new BatchOptions(sizes.mostRows(), cacheBytes);
    }
    // All points of a run have one shape: the first of them is measured.
    int rows =
        measuredRows.computeIfAbsent(
            context.parentsDigest() + "/" + options,
            absent -> {
              int found = new BatchSearch(decoder, cacheBytes).rows();
              LOG.info("batch auto: {} rows ({})", found, options);
              return found;
            });
    return new BatchOptions(rows, cacheBytes);
  }
}
