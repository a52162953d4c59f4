package org.alphagrid.report.table;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Holds the queries over the views {@code samples}, {@code texts} and {@code horizons}, in Spark's
 * SQL.
 */
final class SampleQueries {
  /** Counts the sample indices that one long of a bit set holds. */
  private static final int WORD = 64;

  /** Beyond so many words a set of indices would be larger than what it saves. */
  private static final int MOST_WORDS = 16;

  /**
   * Selects one row per benchmark. Up to its horizon all lengths are seen whole: it is the shortest
   * length at which a sample was cut off, or the longest where none was.
   */
  static final String EXTENTS =
      """
      SELECT benchmark,
             max(completion_tokens) AS longest,
             min(IF(finish_reason = 'length', completion_tokens, NULL)) AS shortest_cut,
             min(sample) AS first_sample,
             max(sample) AS last_sample
      FROM samples
      GROUP BY benchmark
      """;

  /** Selects exact quantiles, linear between order statistics. */
  static final String LENGTHS =
      """
      SELECT point, benchmark,
             percentile(completion_tokens, array(0.5D, 0.9D), frequency) AS quantiles
      FROM (SELECT point, benchmark, completion_tokens, count(*) AS frequency
            FROM samples
            GROUP BY point, benchmark, completion_tokens)
      GROUP BY point, benchmark
      """;

  /**
   * Finds the majority vote of each problem in three steps: votes of each answer, answers with as
   * many votes, and the mean over those with the most. Right answers share the ballot 1; a hash is
   * all that voting needs of other answers.
   */
  static final String MAJORITIES =
      """
      SELECT point, benchmark, problem, max_by(score / ballots, votes) AS majority
      FROM (SELECT point, benchmark, problem, votes,
                   sum(score / votes) AS score, count(*) AS ballots
            FROM (SELECT point, benchmark, problem,
                         count(*) AS votes, sum(score) AS score
                  FROM samples
                  WHERE extraction = 'found'
                  GROUP BY point, benchmark, problem,
                           IF(score = 1, 1L, xxhash64(coalesce(vote, extracted))))
            GROUP BY point, benchmark, problem, votes)
      GROUP BY point, benchmark, problem
      """;

  /** Selects how the samples came about; few different rows. */
  static final String ORIGINS =
      """
      SELECT benchmark, benchmark_version, protocol_digest, extractor, extractor_version,
             grader, grader_version, engine, device, max(started_at) AS newest
      FROM samples
      GROUP BY benchmark, benchmark_version, protocol_digest, extractor, extractor_version,
               grader, grader_version, engine, device
      """;

  /** Selects the first sample of each chosen model on each chosen problem. */
  static final String TEXTS =
      """
      SELECT point, benchmark, problem,
             min_by(struct(sample, question, completion, answer_start, extracted, reference, score,
                           rule, error, completion_tokens, finish_reason), sample) AS first
      FROM texts
      WHERE point IN (SELECT point FROM chosen_points)
        AND (benchmark, problem) IN (SELECT benchmark, problem FROM chosen_problems)
      GROUP BY point, benchmark, problem
      """;

  private SampleQueries() {}

  /**
   * Returns one row per model, benchmark and problem, summed in one pass over the table.
   *
   * @param lastSample largest sample index
   * @param budgets at which scores are summed as {@code within_0}, {@code within_1}, ...
   */
  static String tallies(int lastSample, List<Double> budgets) {
    String within =
        IntStream.range(0, budgets.size())
            .mapToObj(
                i ->
                    String.format(
                        Locale.ROOT,
                        "sum(IF(completion_tokens <= %sD, score, 0D)) AS within_%d",
                        budgets.get(i),
                        i))
            .collect(joining(",\n       "));
    return """
        SELECT point, benchmark, problem,
               count(*) AS samples,
               %s AS distinct_samples,
               sum(score) AS score,
               sum(completion_tokens) AS tokens,
               sum(thinking_tokens) AS thinking_tokens,
               sum(answer_tokens) AS answer_tokens,
               count_if(thought) AS thought,
               count_if(think_closed) AS closed,
               count_if(finish_reason = 'length') AS truncated,
               count_if(thought AND NOT think_closed) AS unclosed,
               count_if(extraction <> 'found') AS unanswered,
               count_if(finish_reason = 'error') AS errors,
               count_if(score = 1) AS right_samples,
               sum(least(completion_tokens, horizon)) AS restricted_tokens,
               sum(generation_millis) AS millis,
               %s
        FROM samples JOIN horizons USING (benchmark)
        GROUP BY point, benchmark, problem
        """
        .formatted(distinctSamples(lastSample), within);
  }

  /**
   * Returns an expression that counts different sample indices: it finds rows written twice, which
   * would count as evidence twice. A set of bits spares {@code count(DISTINCT)} its second pass
   * over the rows.
   */
  private static String distinctSamples(int lastSample) {
    int words = lastSample / WORD + 1;
    if (words > MOST_WORDS) {
      return "count(DISTINCT sample)";
    }
    return IntStream.range(0, words)
        .mapToObj(
            word ->
                "bit_count(bit_or(IF(sample DIV %d = %d, shiftleft(1L, sample %% %d), 0L)))"
                    .formatted(WORD, word, WORD))
        .collect(joining(" + ", "CAST(", " AS BIGINT)"));
  }
}
