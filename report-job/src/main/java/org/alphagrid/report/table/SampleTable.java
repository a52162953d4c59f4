package org.alphagrid.report.table;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.alphagrid.core.UserException;
import org.alphagrid.report.generation.Generations;
import org.alphagrid.report.generation.LengthQuantiles;
import org.alphagrid.report.generation.SampleText;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads the samples of one run, or of several, as they are when first asked for. Of a remote file
 * system the columns that figures are made of are read once and kept until the table is closed.
 */
public final class SampleTable implements AutoCloseable {
  private static final String VIEW = "samples";
  private static final String TEXTS = "texts";
  private static final String HORIZONS = "horizons";

  private static final Pattern SHARD = Pattern.compile("[^/\\s]+\\.parquet");

  private static final StructType HORIZON =
      new StructType().add("benchmark", DataTypes.StringType).add("horizon", DataTypes.IntegerType);

  private static final StructType POINT = new StructType().add("point", DataTypes.StringType);

  private static final StructType PROBLEM =
      new StructType().add("benchmark", DataTypes.StringType).add("problem", DataTypes.StringType);

  private final SparkSession spark;
  private final String place;
  private final SampleSource source;
  private Dataset<Row> rows;
  private Dataset<Row> figures;

  /**
   * Reads one run.
   *
   * @param spark stays open when this is closed
   * @param directory {@code <run>/samples}
   */
  public SampleTable(SparkSession spark, Path directory) {
    this(spark, Map.of("", directory));
  }

  /**
   * Reads several runs side by side, on the problems that all of them have.
   *
   * @param directories {@code <run>/samples} by the name of the run, which is put before the ids of
   *     its points with a colon
   */
  public SampleTable(SparkSession spark, Map<String, Path> directories) {
    this.spark = spark;
    this.place = directories.values().stream().map(Path::toString).collect(joining(", "));
    this.source = new SampleSource(spark, directories);
  }

  /**
   * Sums the samples of every model, benchmark and problem. What comes back is in no particular
   * order, and its size depends on models and problems but not on samples.
   *
   * @throws UserException if there are no samples or they cannot be read as version 1
   */
  public SampleTotals totals() {
    return over(
        () -> {
          keep();
          return read();
        });
  }

  /** Returns the first sample of each chosen model on each chosen problem, sorted. */
  public List<SampleText> texts(SampleChoice choice) {
    return choice.isEmpty() ? List.of() : over(() -> read(choice));
  }

  /** Returns how the samples came about: one entry per benchmark and way, sorted by benchmark. */
  public List<SampleOrigin> origins() {
    return over(
        () -> {
          keep();
          return spark.sql(SampleQueries.ORIGINS).collectAsList().stream()
              .map(TextReader::origin)
              .sorted(comparing(SampleOrigin::toString))
              .toList();
        });
  }

  private <T> T over(Supplier<T> query) {
    try {
      if (rows == null) {
        rows = source.rows();
        figures = rows.select(SampleColumn.figures());
      }
      figures.createOrReplaceTempView(VIEW);
      rows.createOrReplaceTempView(TEXTS);
      return query.get();
    } catch (UserException e) {
      throw e;
    } catch (Exception e) {
      // Spark's Scala methods throw checked exceptions that they do not declare.
      throw unreadable(e);
    } finally {
      spark.catalog().dropTempView(VIEW);
      spark.catalog().dropTempView(TEXTS);
      spark.catalog().dropTempView(HORIZONS);
    }
  }

  /** Several queries go over the same rows, and a remote file system answers slowly. */
  private void keep() {
    if (source.isRemote() && figures.storageLevel().equals(StorageLevel.NONE())) {
      figures.persist(StorageLevel.MEMORY_AND_DISK());
    }
  }

  @Override
  public void close() {
    if (figures != null) {
      figures.unpersist();
    }
  }

  private List<SampleText> read(SampleChoice choice) {
    List<Row> points = choice.models().stream().map(point -> RowFactory.create(point)).toList();
    List<Row> problems = new ArrayList<>();
    choice
        .problems()
        .forEach((name, ids) -> ids.forEach(id -> problems.add(RowFactory.create(name, id))));
    spark.createDataFrame(points, POINT).createOrReplaceTempView("chosen_points");
    spark.createDataFrame(problems, PROBLEM).createOrReplaceTempView("chosen_problems");
    return spark.sql(SampleQueries.TEXTS).collectAsList().stream()
        .map(TextReader::text)
        .sorted(
            comparing(SampleText::benchmark)
                .thenComparing(SampleText::problem)
                .thenComparing(SampleText::model))
        .toList();
  }

  private SampleTotals read() {
    List<Row> extents = spark.sql(SampleQueries.EXTENTS).collectAsList();
    if (extents.isEmpty()) {
      throw new UserException("No samples in " + place + ": every shard is empty");
    }
    Map<String, Double> horizons = horizons(extents);
    TallyReader tallies = new TallyReader(budgets(extents), majorities());
    each(SampleQueries.tallies(lastSample(extents), tallies.budgets()), tallies::add);
    return new SampleTotals(
        tallies.tallies(),
        new Generations(tallies.budgets(), horizons, tallies.generations(), lengths()));
  }

  private Map<String, Double> horizons(List<Row> extents) {
    List<Row> rows =
        extents.stream()
            .map(row -> RowFactory.create(row.getAs("benchmark"), horizon(row)))
            .toList();
    spark.createDataFrame(rows, HORIZON).createOrReplaceTempView(HORIZONS);
    Map<String, Double> horizons = new HashMap<>();
    extents.forEach(row -> horizons.put(row.getAs("benchmark"), (double) horizon(row)));
    return horizons;
  }

  private static int horizon(Row extent) {
    Integer cut = extent.getAs("shortest_cut");
    return cut == null ? extent.<Integer>getAs("longest") : cut;
  }

  private int lastSample(List<Row> extents) {
    for (Row row : extents) {
      int first = row.<Integer>getAs("first_sample");
      if (first < 0) {
        throw new UserException(
            "Invalid sample index of benchmark %s in %s: %d (must not be negative)"
                .formatted(row.getAs("benchmark"), place, first));
      }
    }
    return extents.stream().mapToInt(row -> row.<Integer>getAs("last_sample")).max().orElseThrow();
  }

  /** Returns budgets from nothing to the longest sample, in equal steps. */
  private static List<Double> budgets(List<Row> extents) {
    int longest =
        extents.stream().mapToInt(row -> row.<Integer>getAs("longest")).max().orElseThrow();
    return IntStream.rangeClosed(0, Generations.STEPS)
        .mapToObj(i -> (double) longest * i / Generations.STEPS)
        .toList();
  }

  /** Problems where no sample has an answer are absent: nobody voted. */
  private Map<TallyReader.ModelProblem, Double> majorities() {
    Map<TallyReader.ModelProblem, Double> majorities = new HashMap<>();
    each(
        SampleQueries.MAJORITIES,
        row -> majorities.put(TallyReader.key(row), row.<Double>getAs("majority")));
    return majorities;
  }

  private List<LengthQuantiles> lengths() {
    return spark.sql(SampleQueries.LENGTHS).collectAsList().stream()
        .map(
            row -> {
              List<Double> quantiles = row.getList(row.fieldIndex("quantiles"));
              return new LengthQuantiles(
                  row.getAs("point"), row.getAs("benchmark"), quantiles.get(0), quantiles.get(1));
            })
        .toList();
  }

  /** Reads row by row, so that Spark's form of the result and ours never stand side by side. */
  private void each(String sql, Consumer<Row> consumer) {
    Iterator<Row> rows = spark.sql(sql).toLocalIterator();
    rows.forEachRemaining(consumer);
  }

  private UserException unreadable(Exception e) {
    Throwable root = e;
    Optional<String> file = Optional.empty();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      root = cause;
      Matcher named = SHARD.matcher(String.valueOf(cause.getMessage()));
      file = file.isEmpty() && named.find() ? Optional.of(named.group()) : file;
    }
    return new UserException(
        "Cannot read the samples in %s: %s%s"
            .formatted(place, file.map(name -> name + ": ").orElse(""), root.getMessage()),
        e);
  }
}
