package org.alphagrid.evaljob;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.alphagrid.generate.FinishReason;
import org.alphagrid.generate.Generation;
import org.alphagrid.generate.GenerationRequest;
import org.alphagrid.generate.ModelTokenizer;
import org.alphagrid.generate.TokenIds;
import org.alphagrid.sample.SampleRow;
import org.alphagrid.sample.SampleWriter;
import org.alphagrid.storage.Draft;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Generates, grades and publishes one file of samples on an executor; safe to repeat. */
final class EvalTaskRunner implements Function<EvalTask, EvalTaskResult> {
  private static final long serialVersionUID = 1;
  private static final AtomicInteger RUNNING = new AtomicInteger();
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

  /** Tasks that this JVM is at work on. */
  static int running() {
    return RUNNING.get();
  }

  @Override
  public EvalTaskResult call(EvalTask task) throws IOException {
    RUNNING.incrementAndGet();
    try {
      return generateAndPublish(task);
    } finally {
      RUNNING.decrementAndGet();
    }
  }

  private EvalTaskResult generateAndPublish(EvalTask task) throws IOException {
    EvalContext context = shared.value();
    if (stopped.contains(context.model(task.model()))) {
      return EvalTaskResult.STOPPED;
    }
    Path published = new Path(samples, task.shard());
    if (Storage.exists(published)) {
      return EvalTaskResult.NOT_MINE;
    }
    List<SampleRow> rows = generateWithinMemory(context, task);
    try (Draft draft = Draft.of(published, new Path(unfinished))) {
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
  private static List<SampleRow> generateWithinMemory(EvalContext context, EvalTask task)
      throws IOException {
    try {
      return generate(context, task);
    } catch (RuntimeException | OutOfMemoryError e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof OutOfMemoryError) {
          // Not chained: the root of a chain is what a person is told.
          IllegalStateException failure =
              new IllegalStateException(
                  "Cannot generate %s of point %s: out of memory: %s (lower eval.batch, now %d, or eval.engine.cacheMiB, or give the job more memory)"
                      .formatted(
                          task.benchmark(), task.model(), cause.getMessage(), context.batch()));
          failure.addSuppressed(e);
          throw failure;
        }
      }
      throw e;
    }
  }

  private static List<SampleRow> generate(EvalContext context, EvalTask task) throws IOException {
    ModelPlan model = context.model(task.model());
    Regime regime = context.regime(model);
    Exam exam = regime.exam(task.benchmark());
    ModelTokenizer tokenizer = ExecutorModels.tokenizer(context);
    try (ExecutorModels.InUse inUse = ExecutorModels.acquire(context, model)) {
      tokenizer.requireFits(inUse.decoder().spec());
      RowBuilder.Place place =
          new RowBuilder.Place(
              inUse.engine(),
              inUse.decoder().device(),
              InetAddress.getLocalHost().getHostName(),
              TaskContext.get().attemptNumber(),
              Instant.now());
      RowBuilder builder =
          new RowBuilder(context, model, exam, inUse.weightDigest(), place, tokenizer);
      Map<String, Generation> done = new HashMap<>();
      inUse.run(
          requests(regime.stopIds(), exam, task.cells(), builder),
          generation -> done.put(generation.key(), generation));
      List<SampleRow> rows = rows(task.cells(), builder, done);
      rows.forEach(row -> ProblemLengths.saw(exam, row.getProblem(), row.getCompletionTokens()));
      return rows;
    }
  }

  private static List<GenerationRequest> requests(
      Set<Integer> stopIds, Exam exam, Cells cells, RowBuilder builder) {
    List<GenerationRequest> requests = new ArrayList<>();
    for (int p : ProblemLengths.longestFirst(exam, cells.firstProblem(), cells.endProblem())) {
      for (int s = cells.firstSample(); s < cells.endSample(); s++) {
        Question question = exam.question(p, s);
        requests.add(
            new GenerationRequest(
                key(p, s),
                TokenIds.of(question.prompt().ids()),
                exam.decoding(),
                builder.seed(question.problem(), s),
                stopIds));
      }
    }
    return requests;
  }

  /** Rows in the order of problems and samples, whatever finished first. */
  private static List<SampleRow> rows(
      Cells cells, RowBuilder builder, Map<String, Generation> done) {
    List<SampleRow> rows = new ArrayList<>();
    for (int p = cells.firstProblem(); p < cells.endProblem(); p++) {
      for (int s = cells.firstSample(); s < cells.endSample(); s++) {
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
