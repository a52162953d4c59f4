package org.alphagrid.report.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.alphagrid.report.curve.OutcomeCounts;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.generation.Generation;
import org.alphagrid.report.generation.ProblemGenerations;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The samples of one run. */
public final class SampleTable {
  private static final String VIEW = "samples";

  /** {@code count(distinct)} finds rows written twice, which would count as evidence twice. */
  private static final String TALLY =
      """
      SELECT point, benchmark, problem,
             count(*) AS samples,
             count(DISTINCT sample) AS distinct_samples,
             sum(score) AS score,
             sum(completion_tokens) AS tokens,
             sum(thinking_tokens) AS thinking_tokens,
             sum(answer_tokens) AS answer_tokens,
             count_if(thought) AS thought,
             count_if(think_closed) AS closed,
             count_if(finish_reason = 'length') AS truncated,
             count_if(thought AND NOT think_closed) AS unclosed,
             count_if(extraction <> 'found') AS unanswered,
             count_if(finish_reason = 'error') AS errors
      FROM samples
      GROUP BY point, benchmark, problem
      """;

  /**
   * Lists of one aggregation keep one order; an answer is a hash, which is all that voting needs.
   */
  private static final String GENERATIONS =
      """
      SELECT point, benchmark, problem,
             collect_list(score) AS scores,
             collect_list(completion_tokens) AS tokens,
             collect_list(IF(extraction = 'found', xxhash64(extracted), 0L)) AS answers
      FROM samples
      GROUP BY point, benchmark, problem
      """;

  private final SparkSession spark;
  private final Path directory;

  /**
   * @param directory {@code <run>/samples}
   */
  public SampleTable(SparkSession spark, Path directory) {
    this.spark = spark;
    this.directory = directory;
  }

  /**
   * Sums the samples of every model, benchmark and problem, in no particular order.
   *
   * @throws UnusableTableException if there are no samples or they cannot be read as version 1
   */
  public List<ProblemTally> tallies() {
    List<Path> shards = shards();
    ShardCheck check = new ShardCheck(hadoop());
    shards.parallelStream().forEach(check::check);
    List<ProblemTally> tallies = query(shards, TALLY, SampleTable::tally);
    if (tallies.isEmpty()) {
      throw new UnusableTableException("No samples in " + directory + ": every shard is empty");
    }
    return tallies;
  }

  /**
   * The single samples of every model, benchmark and problem, in no particular order.
   *
   * @throws UnusableTableException if the samples cannot be read; see {@link #tallies()}
   */
  public List<ProblemGenerations> generations() {
    return query(shards(), GENERATIONS, SampleTable::generations);
  }

  private List<Path> shards() {
    try {
      FileSystem files = directory.getFileSystem(hadoop());
      FileStatus[] found = files.globStatus(new Path(directory, "shard-*.parquet"));
      if (found == null || found.length == 0) {
        throw new UnusableTableException(
            "No samples in %s: no file named shard-*.parquet".formatted(directory));
      }
      return Arrays.stream(found).map(FileStatus::getPath).toList();
    } catch (IOException e) {
      throw new UnusableTableException(
          "Cannot list %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private <T> List<T> query(List<Path> shards, String sql, Function<Row, T> reader) {
    spark
        .read()
        .schema(SampleColumn.readSchema())
        .parquet(shards.stream().map(Path::toString).toArray(String[]::new))
        .createOrReplaceTempView(VIEW);
    try {
      return spark.sql(sql).collectAsList().stream().map(reader).toList();
    } catch (UnusableTableException e) {
      throw e;
    } catch (Exception e) {
      // Spark's Scala methods throw checked exceptions that they do not declare.
      throw unreadable(e);
    } finally {
      spark.catalog().dropTempView(VIEW);
    }
  }

  private UnusableTableException unreadable(Exception e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new UnusableTableException(
        "Cannot read the samples in %s: %s".formatted(directory, root.getMessage()), e);
  }

  private static ProblemTally tally(Row row) {
    String point = row.getAs("point");
    String benchmark = row.getAs("benchmark");
    String problem = row.getAs("problem");
    long samples = count(row, "samples");
    if (samples != count(row, "distinct_samples")) {
      throw new UnusableTableException(
          "Duplicate samples of point %s on %s, problem %s: %d rows, %d sample indices"
              .formatted(point, benchmark, problem, samples, count(row, "distinct_samples")));
    }
    try {
      return new ProblemTally(
          point,
          benchmark,
          problem,
          samples,
          row.<Double>getAs("score"),
          count(row, "tokens"),
          count(row, "thinking_tokens"),
          count(row, "answer_tokens"),
          outcomes(row));
    } catch (IllegalArgumentException e) {
      throw new UnusableTableException(e.getMessage(), e);
    }
  }

  private static ProblemGenerations generations(Row row) {
    List<Double> scores = row.getList(row.fieldIndex("scores"));
    List<Integer> tokens = row.getList(row.fieldIndex("tokens"));
    List<Long> answers = row.getList(row.fieldIndex("answers"));
    List<Generation> generations = new ArrayList<>(scores.size());
    for (int i = 0; i < scores.size(); i++) {
      generations.add(new Generation(scores.get(i), tokens.get(i), answers.get(i)));
    }
    return new ProblemGenerations(
        row.getAs("point"), row.getAs("benchmark"), row.getAs("problem"), generations);
  }

  private static OutcomeCounts outcomes(Row row) {
    return new OutcomeCounts(
        count(row, "thought"),
        count(row, "closed"),
        count(row, "truncated"),
        count(row, "unclosed"),
        count(row, "unanswered"),
        count(row, "errors"));
  }

  private static long count(Row row, String column) {
    return row.<Long>getAs(column);
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
