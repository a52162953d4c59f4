package org.alphagrid.search.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import org.alphagrid.core.spark.JobSpark;
import org.alphagrid.eval.job.SweepEvaluation;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.job.SweepMerge;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.ModelSource;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Evaluator;
import org.alphagrid.search.Fidelity;
import org.alphagrid.search.PendingEvaluation;
import org.alphagrid.search.Trial;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.Trials;
import org.apache.hadoop.fs.Path;

/**
 * Answers a search by merging and generating what the run directory does not hold yet. Everything
 * is resumable because nothing but samples is kept: a stage that was killed is planned again and
 * finds what it had.
 *
 * <p>A stage of many candidates is one Spark job. Candidates that run at once are one job each:
 * Spark gives the oldest job the slots it can use and the others the rest, so that few models are
 * loaded at a time and no slot is idle.
 */
final class RunEvaluator implements Evaluator, AutoCloseable {
  private final Sweep sweep;
  private final Path run;
  private final Path conf;
  private final JobSpark spark;
  private final CandidatePoints points;
  private final Map<String, List<String>> problems;
  private final BenchmarkSize benchmarks;
  private final StoredTrials stored;
  private final Map<GridPoint, String> models = new ConcurrentHashMap<>();
  private final AtomicInteger errors = new AtomicInteger();
  private final ExecutorService drivers =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "candidate");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Binds a sweep.
   *
   * @param sweep with its number of samples filled in
   * @param run the run directory
   * @param conf folder with {@code benchmarks/} and {@code protocols/}
   */
  RunEvaluator(Sweep sweep, Path run, Path conf, JobSpark spark, CandidatePoints points)
      throws IOException {
    this.sweep = sweep;
    this.run = run;
    this.conf = conf;
    this.spark = spark;
    this.points = points;
    this.stored = new StoredTrials(new Path(run, "samples"));
    SweepRun parents = SweepRun.open(points.stage(List.of()), run);
    this.problems = new SweepEvaluation(parents, conf).problems();
    this.benchmarks = points.benchmarks(problems);
  }

  /** Returns the number of samples of this process that ended in an error. */
  int errors() {
    return errors.get();
  }

  @Override
  public BenchmarkSize benchmarks() {
    return benchmarks;
  }

  @Override
  public SortedMap<Candidate, Trials> evaluate(List<TrialRequest> requests) throws IOException {
    Map<Fidelity, List<Candidate>> byExtent = new LinkedHashMap<>();
    for (TrialRequest request : requests) {
      byExtent.computeIfAbsent(request.extent(), e -> new ArrayList<>()).add(request.candidate());
    }
    for (Map.Entry<Fidelity, List<Candidate>> stage : byExtent.entrySet()) {
      AtomicInteger tasks = new AtomicInteger();
      SweepRun done = generate(stage.getValue(), stage.getKey(), tokens -> tasks.incrementAndGet());
      if (tasks.get() > 0) {
        new SweepEvaluation(done, conf).compactIfMany(spark);
      }
    }
    stored.refresh();
    SortedMap<Candidate, Trials> answers = new TreeMap<>();
    for (TrialRequest request : requests) {
      answers.put(request.candidate(), trials(request));
    }
    return answers;
  }

  @Override
  public PendingEvaluation start(TrialRequest request) {
    PendingEvaluation own = new PendingEvaluation();
    drivers.execute(
        () -> {
          try {
            generate(List.of(request.candidate()), request.extent(), own::generated);
            stored.refresh();
            own.answered(trials(request));
          } catch (IOException | RuntimeException | Error e) {
            own.failed(e);
          }
        });
    return own;
  }

  @Override
  public void close() {
    drivers.shutdownNow();
  }

  /** Records points as those of the run, at full size. */
  SweepRun publish(Collection<Candidate> candidates) throws IOException {
    return SweepRun.open(points.stage(candidates), run);
  }

  private SweepRun generate(List<Candidate> candidates, Fidelity extent, LongConsumer generated)
      throws IOException {
    SweepRun stage = open(points.stage(candidates, extent, benchmarks));
    errors.addAndGet(new SweepEvaluation(stage, conf).generate(spark, generated));
    return stage;
  }

  /** Opens one stage at a time, because each writes into the run directory. */
  private synchronized SweepRun open(Sweep wanted) throws IOException {
    SweepRun stage = SweepRun.open(wanted, run);
    for (int i = 0; i < wanted.points().size(); i++) {
      models.put(wanted.points().get(i), stage.sweep().points().get(i).modelId());
    }
    if (sweep.eval().models() == ModelSource.STORED) {
      new SweepMerge(stage).merge(spark);
    }
    return stage;
  }

  /** Returns the samples of the extent only: what a later stage generated is not known yet. */
  private Trials trials(TrialRequest request) {
    Fidelity extent = request.extent();
    GridPoint point = points.of(request.candidate());
    String model = models.getOrDefault(point, point.modelId());
    Map<String, Trial[][]> byBenchmark = new LinkedHashMap<>();
    problems.forEach(
        (benchmark, ids) -> {
          Trial[][] cells = new Trial[Math.min(ids.size(), extent.problems())][extent.samples()];
          for (int problem = 0; problem < cells.length; problem++) {
            for (int sample = 0; sample < extent.samples(); sample++) {
              cells[problem][sample] = trial(request, model, benchmark, ids.get(problem), sample);
            }
          }
          byBenchmark.put(benchmark, cells);
        });
    return new Trials(extent, byBenchmark);
  }

  private Trial trial(
      TrialRequest request, String model, String benchmark, String problem, int sample) {
    return stored
        .trial(model, benchmark, problem, sample)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Cannot go on: %s lacks sample %d of problem '%s' of %s in %s after its stage"
                        .formatted(request.candidate(), sample, problem, benchmark, run)));
  }
}
