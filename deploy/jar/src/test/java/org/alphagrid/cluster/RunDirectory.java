package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.SampleRow;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads what a run left on any file system, for comparison with another run. */
record RunDirectory(Path path, Configuration hadoop) {
  /** Lists the columns that tell where and when a sample came to be. */
  private static final Set<String> CIRCUMSTANCES =
      Set.of("generation_millis", "host", "attempt", "started_at", "engine", "device");

  static RunDirectory local(java.nio.file.Path path) {
    return new RunDirectory(new Path(path.toUri()), new Configuration());
  }

  /** Returns the names of the published sample files. */
  List<String> shards() throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    FileStatus[] found = files.globStatus(new Path(path, "samples/shard-*.parquet"));
    List<String> names = new ArrayList<>();
    for (FileStatus status : found == null ? new FileStatus[0] : found) {
      names.add(status.getPath().getName());
    }
    return names;
  }

  /** Returns every row without its circumstances, by point, benchmark, problem and sample. */
  Map<String, String> samples() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String shard : shards()) {
      HadoopInputFile file = HadoopInputFile.fromPath(new Path(path, "samples/" + shard), hadoop);
      try (ParquetReader<SampleRow> reader =
          AvroParquetReader.<SampleRow>builder(file)
              .withDataModel(new SampleRow().getSpecificData())
              .build()) {
        for (SampleRow row = reader.read(); row != null; row = reader.read()) {
          String key =
              "%s %s %s %d"
                  .formatted(row.getPoint(), row.getBenchmark(), row.getProblem(), row.getSample());
          assertThat(rows.put(key, content(row))).as("two rows for " + key).isNull();
        }
      }
    }
    return rows;
  }

  private static String content(SampleRow row) {
    StringBuilder text = new StringBuilder();
    for (var field : row.getSchema().getFields()) {
      if (!CIRCUMSTANCES.contains(field.name())) {
        text.append(field.name()).append('=').append(row.get(field.pos())).append('\n');
      }
    }
    return text.toString();
  }

  /** Returns the bytes of every merged point's tensor file, by point id. */
  Map<String, byte[]> weights() throws IOException {
    Map<String, byte[]> weights = new TreeMap<>();
    FileSystem files = path.getFileSystem(hadoop);
    FileStatus[] found = files.globStatus(new Path(path, "points/*/*/*.safetensors"));
    for (FileStatus status : found == null ? new FileStatus[0] : found) {
      Path file = status.getPath();
      String method = file.getParent().getParent().getName();
      if (method.equals(Storage.IN_FLIGHT)) {
        continue; // What a killed driver left unfinished.
      }
      try (var in = files.open(file)) {
        weights.put(method + "/" + file.getParent().getName(), in.readAllBytes());
      }
    }
    return weights;
  }

  /** Returns the rows of a table of the report, without the columns that measure time. */
  List<Map<String, String>> report(String name) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (var in = path.getFileSystem(hadoop).open(new Path(path, "report/" + name));
        CSVParser table = CSVParser.parse(in, StandardCharsets.UTF_8, format)) {
      List<Map<String, String>> rows = new ArrayList<>();
      table.stream().map(CSVRecord::toMap).forEach(rows::add);
      rows.forEach(row -> row.keySet().removeIf(column -> column.startsWith("seconds")));
      return rows;
    }
  }

  /** Returns whether the same points hold the same bytes. */
  boolean sameWeights(RunDirectory other) throws IOException {
    Map<String, byte[]> mine = weights();
    Map<String, byte[]> others = other.weights();
    return mine.keySet().equals(others.keySet())
        && mine.keySet().stream().allMatch(name -> Arrays.equals(mine.get(name), others.get(name)));
  }
}
