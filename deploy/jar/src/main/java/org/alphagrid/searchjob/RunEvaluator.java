package org.alphagrid.searchjob;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.evaljob.SweepEvaluation;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.job.JobSpark;
import org.alphagrid.mergejob.SweepMerge;
import org.alphagrid.method.ParentRole;
import org.alphagrid.report.table.SampleOutcome;
import org.alphagrid.report.table.SampleTable;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.Evaluator;
import org.alphagrid.search.ExamSize;
import org.alphagrid.search.Extent;
import org.alphagrid.search.Request;
import org.alphagrid.search.Trial;
import org.alphagrid.search.Trials;
import org.alphagrid.sweep.EvalSettings;
import org.alphagrid.sweep.ModelSource;
import org.alphagrid.sweep.Sweep;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/**
 * Answers a search by merging and generating what the run directory does not hold yet. Everything
 * is resumable because nothing but samples is kept: a stage that was killed is planned again and
 * finds what it had.
 */
final class RunEvaluator implements Evaluator {
  private final Sweep sweep;
  private final Path run;
  private final Path conf;
  private final JobSpark spark;
  private final CandidatePoints points;
  private final Map<String, Map<String, Integer>> places = new LinkedHashMap<>();
  private final ExamSize exam;
  private int errors;

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
    Sweep parents = stage(List.of(), whole());
    Map<String, Integer> sizes = new LinkedHashMap<>();
    new SweepEvaluation(SweepRun.open(parents, run), conf)
        .problems()
        .forEach(
            (benchmark, ids) -> {
              Map<String, Integer> own = new HashMap<>();
              ids.forEach(id -> own.put(id, own.size()));
              places.put(benchmark, own);
              sizes.put(benchmark, ids.size());
            });
    this.exam = new ExamSize(sizes, sweep.eval().samples());
  }

  private EvalSettings whole() {
    return sweep.eval().with(sweep.eval().problems(), true, sweep.eval().samples());
  }

  /** Samples that ended in an error, in what this process generated. */
  int errors() {
    return errors;
  }

  @Override
  public ExamSize exam() {
    return exam;
  }

  @Override
  public SortedMap<Candidate, Trials> evaluate(List<Request> requests) throws IOException {
    Map<Extent, List<Candidate>> byExtent = new LinkedHashMap<>();
    for (Request request : requests) {
      byExtent.computeIfAbsent(request.extent(), e -> new ArrayList<>()).add(request.candidate());
    }
    for (Map.Entry<Extent, List<Candidate>> stage : byExtent.entrySet()) {
      generate(
          stage.getValue(),
          sweep
              .eval()
              .with(
                  Math.min(stage.getKey().problems(), exam.mostProblems()),
                  true,
                  stage.getKey().samples()));
    }
    return read(requests);
  }

  /** Names points as the run's own, at full size, and generates what they lack of it. */
  SweepRun publish(List<Candidate> candidates) throws IOException {
    return SweepRun.open(stage(candidates, whole()), run);
  }

  private void generate(List<Candidate> candidates, EvalSettings eval) throws IOException {
    SweepRun stage = SweepRun.open(stage(candidates, eval), run);
    if (sweep.eval().models() == ModelSource.STORED) {
      new SweepMerge(stage, Long.parseLong(SweepMerge.MAX_SHARD_BYTES)).merge(spark);
    }
    errors += new SweepEvaluation(stage, conf).run(spark);
  }

  private Sweep stage(List<Candidate> candidates, EvalSettings eval) {
    List<GridPoint> chosen = new ArrayList<>();
    for (Candidate candidate : candidates) {
      GridPoint point = points.of(candidate);
      if (!chosen.contains(point)) {
        chosen.add(point);
      }
    }
    if (chosen.isEmpty()) {
      chosen.add(GridPoint.of(ParentRole.DIRECT));
      chosen.add(GridPoint.of(ParentRole.THINK));
    }
    return sweep.with(chosen).with(eval);
  }

  private SortedMap<Candidate, Trials> read(List<Request> requests) {
    Map<String, List<SampleOutcome>> byModel = new HashMap<>();
    SparkSession session = SparkSession.builder().sparkContext(spark.context().sc()).getOrCreate();
    for (SampleOutcome outcome : new SampleTable(session, new Path(run, "samples")).outcomes()) {
      byModel.computeIfAbsent(outcome.point(), model -> new ArrayList<>()).add(outcome);
    }
    SortedMap<Candidate, Trials> answers = new TreeMap<>();
    for (Request request : requests) {
      String model = points.of(request.candidate()).modelId();
      answers.put(request.candidate(), trials(request, byModel.getOrDefault(model, List.of())));
    }
    return answers;
  }

  /** Cells within the extent only: what a later stage generated is not known yet. */
  private Trials trials(Request request, List<SampleOutcome> outcomes) {
    Extent extent = request.extent();
    Map<String, Trial[][]> byBenchmark = new LinkedHashMap<>();
    exam.problems()
        .forEach(
            (name, size) ->
                byBenchmark.put(
                    name, new Trial[Math.min(size, extent.problems())][extent.samples()]));
    for (SampleOutcome outcome : outcomes) {
      Trial[][] cells = byBenchmark.get(outcome.benchmark());
      Integer problem = places.getOrDefault(outcome.benchmark(), Map.of()).get(outcome.problem());
      if (cells != null
          && problem != null
          && problem < cells.length
          && outcome.sample() < extent.samples()) {
        cells[problem][outcome.sample()] =
            new Trial(outcome.score(), outcome.tokens(), outcome.thought(), outcome.seconds());
      }
    }
    byBenchmark.forEach((name, cells) -> requireWhole(request, name, cells));
    return new Trials(extent, byBenchmark);
  }

  private void requireWhole(Request request, String benchmark, Trial[][] cells) {
    for (int problem = 0; problem < cells.length; problem++) {
      for (int sample = 0; sample < cells[problem].length; sample++) {
        if (cells[problem][sample] == null) {
          throw new IllegalStateException(
              "Cannot go on: %s lacks sample %d of problem %d of %s in %s after its stage"
                  .formatted(request.candidate(), sample, problem, benchmark, run));
        }
      }
    }
  }
}
