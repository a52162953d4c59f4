package org.alphagrid.eval.job;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.alphagrid.core.ResourceException;
import org.alphagrid.core.storage.AtomicFile;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.generate.FinishReason;
import org.alphagrid.eval.generate.Generation;
import org.alphagrid.eval.generate.GenerationRequest;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.plan.EvalContext;
import org.alphagrid.eval.plan.EvalTask;
import org.alphagrid.eval.plan.ModelPlan;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.eval.prompt.RenderedProblem;
import org.alphagrid.eval.sample.SampleRow;
import org.alphagrid.eval.sample.SampleWriter;
import org.alphagrid.eval.sample.files.SampleRange;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Generates, grades and publishes one file of samples on an executor; safe to repeat. */
final class EvalTaskRunner implements Function<EvalTask, EvalTaskResult> {
  private static final long serialVersionUID = 1;
  private static final String TRUNCATED = FinishReason.LENGTH.name().toLowerCase(Locale.ROOT);

  private final Broadcast<EvalContext> shared;
  private final String samples;
  private final String unfinished;
  private final StoppedPoints stopped;

  /**
   * @param samples the directory of published files
   * @param unfinished the folder of the run's unfinished files
   */
  EvalTaskRunner(Broadcast<EvalContext> shared, String samples, String unfinished) {
    this.shared = shared;
    this.samples = samples;
    this.unfinished = unfinished;
    this.stopped = new StoppedPoints(unfinished);
  }

  @Override
  public EvalTaskResult call(EvalTask task) throws IOException {
    ExecutorRuntime runtime = ExecutorRuntime.get();
    runtime.beginTask();
    try {
      return generateAndPublish(runtime, task);
    } finally {
      runtime.endTask();
    }
  }

  private EvalTaskResult generateAndPublish(ExecutorRuntime runtime, EvalTask task)
      throws IOException {
    EvalContext context = shared.value();
    if (stopped.contains(context.model(task.model()))) {
      return EvalTaskResult.STOPPED;
    }
    Path published = new Path(samples, task.shard());
    if (Storage.exists(published)) {
      return EvalTaskResult.NOT_MINE;
    }
    List<SampleRow> rows = generateWithinMemory(runtime, context, task);
    try (AtomicFile draft = AtomicFile.of(published, new Path(unfinished))) {
      try (SampleWriter writer = new SampleWriter(draft.path())) {
        for (SampleRow row : rows) {
          writer.write(row);
        }
      }
      return draft.publish() ? summary(rows) : EvalTaskResult.NOT_MINE;
    }
  }

  /**
   * Says what to do when there is too little memory. Spark would end the whole process on such an
   * error, and the other tasks with it.
   */
  private static List<SampleRow> generateWithinMemory(
      ExecutorRuntime runtime, EvalContext context, EvalTask task) throws IOException {
    try {
      return generate(runtime, context, task);
    } catch (RuntimeException | OutOfMemoryError e) {
      // A model that could not be loaded says so itself.
      for (Throwable cause = e;
          cause != null && !(cause instanceof ResourceException);
          cause = cause.getCause()) {
        if (cause instanceof OutOfMemoryError) {
          throw new ResourceException(
              "Cannot generate %s of point %s: out of memory: %s (lower eval.batch, now %d, or eval.engine.cacheMiB, or give the job more memory)"
                  .formatted(task.benchmark(), task.model(), cause.getMessage(), context.batch()),
              e);
        }
      }
      throw e;
    }
  }

  private static List<SampleRow> generate(
      ExecutorRuntime runtime, EvalContext context, EvalTask task) throws IOException {
    ModelPlan model = context.model(task.model());
    BoundProtocol boundProtocol = context.boundProtocol(model);
    PreparedBenchmark benchmark = boundProtocol.benchmark(task.benchmark());
    ModelTokenizer tokenizer = runtime.tokenizer(boundProtocol.tokenizer());
    try (ModelLease lease = runtime.acquire(context, model)) {
      RowBuilder.Place place =
          new RowBuilder.Place(
              lease.engine(),
              lease.decoder().device(),
              InetAddress.getLocalHost().getHostName(),
              TaskContext.get().attemptNumber(),
              Instant.now());
      RowBuilder builder =
          new RowBuilder(context, model, benchmark, lease.weightDigest(), place, tokenizer);
      Map<String, Generation> done = new HashMap<>();
      lease.run(
          requests(runtime.lengths(), boundProtocol.stopIds(), benchmark, task.range(), builder),
          generation -> done.put(generation.key(), generation));
      List<SampleRow> rows = rows(task.range(), builder, done);
      rows.forEach(
          row -> runtime.lengths().add(benchmark, row.getProblem(), row.getCompletionTokens()));
      return rows;
    }
  }

  private static List<GenerationRequest> requests(
      ProblemLengths lengths,
      Set<Integer> stopIds,
      PreparedBenchmark benchmark,
      SampleRange range,
      RowBuilder builder) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int p : lengths.longestFirst(benchmark, range.firstProblem(), range.endProblem())) {
      for (int s = range.firstSample(); s < range.endSample(); s++) {
        RenderedProblem rendered = benchmark.rendered(p, s);
        requests.add(
            new GenerationRequest(
                key(p, s),
                rendered.tokens(),
                benchmark.decoding(),
                builder.seed(rendered.problem(), s),
                stopIds));
      }
    }
    return requests;
  }

  /** Returns the rows in the order of problems and samples, whatever finished first. */
  private static List<SampleRow> rows(
      SampleRange range, RowBuilder builder, Map<String, Generation> done) {
    List<SampleRow> rows = new ArrayList<>();
    for (int p = range.firstProblem(); p < range.endProblem(); p++) {
      for (int s = range.firstSample(); s < range.endSample(); s++) {
        rows.add(builder.row(p, s, done.get(key(p, s))));
      }
    }
    return rows;
  }

  private static String key(int problem, int sample) {
    return problem + "/" + sample;
  }

  private static EvalTaskResult summary(List<SampleRow> rows) {
    long tokens = rows.stream().mapToLong(SampleRow::getCompletionTokens).sum();
    List<SampleRow> errors = rows.stream().filter(row -> row.getError() != null).toList();
    String first =
        errors.isEmpty()
            ? null
            : "%s, problem %s: %s"
                .formatted(
                    errors.get(0).getBenchmark(),
                    errors.get(0).getProblem(),
                    errors.get(0).getError());
    long truncated = rows.stream().filter(row -> row.getFinishReason().equals(TRUNCATED)).count();
    return new EvalTaskResult(rows.size(), tokens, (int) truncated, errors.size(), first, false);
  }
}
