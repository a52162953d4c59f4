package org.alphagrid.report.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.report.generation.GenerationSummaries;
import org.alphagrid.report.generation.GenerationSummary;
import org.alphagrid.report.generation.Generations;
import org.alphagrid.report.generation.SlowGenerations;
import org.alphagrid.report.table.LocalSpark;
import org.alphagrid.report.table.RandomTable;
import org.alphagrid.report.table.SampleTable;
import org.alphagrid.report.table.SampleTotals;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report of a random table, once more by DuckDB with the queries that QUERIES.md shows, and by
 * plain Java from the rows.
 */
@Tag("slow")
class IndependentAggregatesIT {
  private static final double TOLERANCE = 1e-9;

  @TempDir private static Path run;
  private static RandomTable table;
  private static Map<String, String> queries;
  private static List<Map<String, Object>> curve;

  @BeforeAll
  static void report() throws Exception {
    Path samples = Files.createDirectories(run.resolve("samples"));
    table = RandomTable.write(samples, 11);
    Files.writeString(run.resolve("sweep.yaml"), sweep());
    CapturedCommand report = CapturedCommand.run(new ReportJob(), run.toString(), "--quiet");
    assertThat(report.exitCode()).as(report.err()).isZero();
    queries = queries();
    curve = duck("SELECT * FROM '" + run.resolve("report/curve.parquet") + "'");
  }

  @Test
  void accuracyTokensAndRatesAgree() throws SQLException {
    assertAgrees("points", curve, 6);
  }

  @Test
  void quantilesAgree() throws SQLException {
    assertAgrees("lengths", curve, 2);
  }

  @Test
  void passAtKAgrees() throws SQLException {
    assertAgrees("pass", curve, 1);
  }

  @Test
  void majoritiesAgree() throws SQLException {
    assertAgrees("majority", curve, 1);
  }

  @Test
  void pairedDifferencesAgree() throws SQLException {
    List<Map<String, Object>> improvements =
        duck(
            "SELECT *, model AS point FROM '%s' WHERE parent = 'parent/think'"
                .formatted(run.resolve("report/improvements.csv")));

    assertAgrees("pairs", improvements, 4, row -> !row.get("point").equals("parent/direct"));
  }

  @Test
  void frontIsTheOneOfTheCsv() throws Exception {
    List<String> found = new ArrayList<>();
    ask("front").forEach(row -> found.add(row.get("benchmark") + "," + row.get("point")));
    List<String> written = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("report/pareto.csv"))) {
      String[] fields = line.split(",");
      written.add(fields[0] + "," + fields[2]);
    }

    assertThat(found)
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(written.subList(1, written.size()));
  }

  @Test
  void accuracyWithinABudgetAgreesWithPlainSums() throws SQLException {
    for (Map<String, Object> row : ask("budget")) {
      Map<String, double[]> problems = new LinkedHashMap<>();
      for (RandomTable.Row sample : table.rows()) {
        if (sample.model().equals(row.get("point"))
            && sample.benchmark().equals(row.get("benchmark"))) {
          double[] sums = problems.computeIfAbsent(sample.problem(), name -> new double[2]);
          sums[0] += sample.tokens() <= 1000 ? sample.score() : 0;
          sums[1]++;
        }
      }
      double mean =
          problems.values().stream().mapToDouble(sums -> sums[0] / sums[1]).average().orElseThrow();
      assertThat(number(row, "accuracy_within")).isCloseTo(mean, within(TOLERANCE));
    }
  }

  /** All that Spark sums of single samples, from the rows by loops. */
  @Test
  void sumsOfSparkAgreeWithPlainJava() {
    try (SparkSession spark = LocalSpark.start()) {
      SampleTotals totals =
          new SampleTable(spark, new org.apache.hadoop.fs.Path(run.resolve("samples").toUri()))
              .totals();
      Generations found = totals.generations();
      assertThat(found.horizons()).containsEntry("sums", 3000.0).containsEntry("choices", 3000.0);
      GenerationSummaries fast = GenerationSummaries.of(RandomTable.BENCHMARKS, found);
      GenerationSummaries slow =
          GenerationSummaries.of(
              RandomTable.BENCHMARKS,
              SlowGenerations.of(table.generations(), found.budgets(), found.horizons()));
      for (String model : RandomTable.MODELS) {
        for (String benchmark : List.of("sums", "choices", "all")) {
          assertSame(
              fast.of(model, benchmark).orElseThrow(), slow.of(model, benchmark).orElseThrow());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSame(GenerationSummary fast, GenerationSummary slow) {
    assertThat(fast.k()).isEqualTo(slow.k());
    assertThat(fast.samples()).isEqualTo(slow.samples());
    assertThat(numbers(fast))
        .usingComparatorWithPrecision(TOLERANCE)
        .containsExactly(numbers(slow));
  }

  private static double[] numbers(GenerationSummary summary) {
    List<Double> numbers = new ArrayList<>();
    numbers.add(summary.passAtK().mean());
    numbers.add(summary.passAtK().standardError());
    numbers.add(summary.majority().mean());
    numbers.add(summary.majority().standardError());
    numbers.add(summary.tokensMedian());
    numbers.add(summary.tokensNinetieth());
    numbers.add(summary.restrictedTokens().mean());
    numbers.add(summary.restrictedTokens().standardError());
    summary.accuracyWithin().forEach(within -> numbers.add(within.mean()));
    summary.accuracyWithin().forEach(within -> numbers.add(within.standardError()));
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static void assertAgrees(String query, List<Map<String, Object>> report, int columns)
      throws SQLException {
    assertAgrees(query, report, columns, row -> true);
  }

  /** Every number of the query under the name that the report has for it. */
  private static void assertAgrees(
      String query,
      List<Map<String, Object>> report,
      int columns,
      Predicate<Map<String, Object>> wanted)
      throws SQLException {
    List<Map<String, Object>> rows = ask(query).stream().filter(wanted).toList();
    assertThat(rows).isNotEmpty();
    for (Map<String, Object> row : rows) {
      Map<String, Object> reported =
          report.stream()
              .filter(other -> other.get("point").equals(row.get("point")))
              .filter(other -> other.get("benchmark").equals(row.get("benchmark")))
              .findFirst()
              .orElseThrow();
      assertThat(row).hasSize(2 + columns);
      for (String column : row.keySet()) {
        if (!column.equals("point") && !column.equals("benchmark")) {
          assertThat(number(reported, column))
              .as("%s of %s", column, row)
              .isCloseTo(
                  number(row, column),
                  within(TOLERANCE * Math.max(1, Math.abs(number(row, column)))));
        }
      }
    }
  }

  private static double number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).doubleValue();
  }

  private static List<Map<String, Object>> ask(String query) throws SQLException {
    return duck(queries.get(query).replace("runs/my-run", run.toString()));
  }

  private static List<Map<String, Object>> duck(String sql) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      ResultSetMetaData columns = result.getMetaData();
      while (result.next()) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          row.put(columns.getColumnName(i), result.getObject(i));
        }
        rows.add(row);
      }
    }
    return rows;
  }

  /** The queries of the documentation, by the headings they stand under. */
  private static Map<String, String> queries() throws IOException {
    String text = Files.readString(Path.of("QUERIES.md"));
    Matcher matcher =
        Pattern.compile("## (\\w+)\\n.*?```sql\\n(.*?)```", Pattern.DOTALL).matcher(text);
    Map<String, String> queries = new LinkedHashMap<>();
    while (matcher.find()) {
      queries.put(matcher.group(1), matcher.group(2));
    }
    assertThat(queries).hasSize(7);
    return queries;
  }

  private static String sweep() {
    return """
        name: random
        parents:
          direct: {path: models/direct, digest: "sha256:d1"}
          think: {path: models/think, digest: "sha256:71"}
        points:
          - {id: parent/direct, method: parent, alpha: "0", parameters: {}}
          - {id: parent/think, method: parent, alpha: "1", parameters: {}}
          - {id: linear/alpha=0.50, method: linear, alpha: "0.50", parameters: {alpha: "0.50"}}
        eval: {benchmarks: [sums, choices], protocol: greedy, samples: 3, seed: 17}
        """;
  }
}
