package org.alphagrid.report.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alphagrid.report.generation.Generation;
import org.alphagrid.report.generation.ProblemGenerations;

/**
 * A sample table of random rows: uneven numbers of samples, half scores, answers that tie, samples
 * without one, samples cut off, all spread over several shards. The rows are kept for a twin.
 */
public final class RandomTable {
  public static final List<String> MODELS =
      List.of("parent/direct", "parent/think", "linear/alpha=0.50");
  public static final List<String> BENCHMARKS = List.of("sums", "choices");

  private static final int SHARDS = 3;
  private static final int PROBLEMS = 25;
  private static final int CAP = 3000;

  /** A row as it was written. */
  public record Row(
      String model,
      String benchmark,
      String problem,
      double score,
      int tokens,
      boolean thought,
      boolean truncated,
      String extracted) {}

  private final List<Row> rows = new ArrayList<>();
  private final List<SampleShard> shards = new ArrayList<>();
  private final Random random;

  private RandomTable(long seed) {
    random = new Random(seed);
    for (int i = 0; i < SHARDS; i++) {
      shards.add(new SampleShard());
    }
  }

  public static RandomTable write(Path samples, long seed) {
    RandomTable table = new RandomTable(seed);
    for (String model : MODELS) {
      for (String benchmark : BENCHMARKS) {
        for (int problem = 0; problem < PROBLEMS; problem++) {
          int count = 3 + table.random.nextInt(5);
          for (int sample = 0; sample < count; sample++) {
            table.add(model, benchmark, "p" + problem, sample);
          }
        }
      }
    }
    for (int i = 0; i < SHARDS; i++) {
      table.shards.get(i).write(samples.resolve("shard-" + i + ".parquet"));
    }
    return table;
  }

  public List<Row> rows() {
    return rows;
  }

  /** What a vote calls the same answer. */
  public List<ProblemGenerations> generations() {
    Map<List<String>, List<Generation>> problems = new HashMap<>();
    for (Row row : rows) {
      long answer = row.extracted == null ? Generation.NO_ANSWER : 1000 + row.extracted.hashCode();
      problems
          .computeIfAbsent(
              List.of(row.model, row.benchmark, row.problem), name -> new ArrayList<>())
          .add(new Generation(row.score, row.tokens, answer));
    }
    List<ProblemGenerations> generations = new ArrayList<>();
    problems.forEach(
        (name, own) ->
            generations.add(new ProblemGenerations(name.get(0), name.get(1), name.get(2), own)));
    return generations;
  }

  private void add(String model, String benchmark, String problem, int sample) {
    boolean truncated = random.nextInt(8) == 0;
    boolean answered = !truncated && random.nextInt(6) > 0;
    double score = answered ? random.nextInt(3) / 2.0 : 0;
    int thinking = random.nextBoolean() ? random.nextInt(2000) : 0;
    int answering = truncated ? CAP - thinking : 1 + random.nextInt(900);
    String extracted = answered ? Integer.toString(random.nextInt(3)) : null;
    shards
        .get(random.nextInt(SHARDS))
        .add(
            new SampleShard.Sample(model, benchmark, problem, sample, score, thinking, answering),
            row -> {
              row.put("extracted", extracted);
              row.put("extraction", answered ? "found" : "none");
              row.put("finish_reason", truncated ? "length" : "stop");
            });
    rows.add(
        new Row(
            model,
            benchmark,
            problem,
            score,
            thinking + answering,
            thinking > 0,
            truncated,
            extracted));
  }
}
