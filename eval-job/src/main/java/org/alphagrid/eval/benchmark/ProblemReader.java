package org.alphagrid.eval.benchmark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.eval.protocol.TextFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Reads a benchmark's data. A record that is no problem ends the run with file, line and field.
 * Only what the definition's path names is opened.
 */
final class ProblemReader {
  private final Benchmark benchmark;
  private final Path location;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, DataRecord> recordOfId = new HashMap<>();

  ProblemReader(Benchmark benchmark) {
    this.benchmark = benchmark;
    this.location = new Path(benchmark.data().location());
  }

  ProblemSet read(Configuration hadoop) {
    ContentDigest digest = new ContentDigest();
    benchmark.addTo(digest);
    List<Path> files = files(hadoop);
    ProblemMaker maker = new ProblemMaker(benchmark.fields(), files.size() > 1);
    for (Path file : files) {
      byte[] bytes = bytes(file, hadoop);
      if (files.size() > 1) {
        digest.add("file", file.getName());
      }
      digest.add("data", bytes);
      DataFile data = new DataFile(file.toString(), Packing.unpack(file.toString(), bytes));
      DataSource source = benchmark.data();
      for (DataRecord record : data.records(source.format(), source.records())) {
        if (maker.wanted(record)) {
          add(maker.problem(record), record);
        }
      }
    }
    if (problems.isEmpty()) {
      throw new UserException(
          "Cannot read problem file %s: it holds no problem".formatted(location));
    }
    return new ProblemSet(benchmark, problems, digest.hex());
  }

  /** Returns the file, or those of a folder or pattern by name. */
  private List<Path> files(Configuration hadoop) {
    try {
      FileSystem fileSystem = location.getFileSystem(hadoop);
      FileStatus[] found = fileSystem.globStatus(location);
      if (found != null && found.length == 1 && found[0].isDirectory()) {
        found = fileSystem.listStatus(found[0].getPath());
      }
      List<Path> files =
          found == null
              ? List.of()
              : Arrays.stream(found)
                  .filter(FileStatus::isFile)
                  .map(FileStatus::getPath)
                  .filter(file -> !file.getName().startsWith("."))
                  .sorted()
                  .toList();
      return files.isEmpty() ? List.of(location) : files;
    } catch (FileNotFoundException e) {
      return List.of(location);
    } catch (IOException e) {
      throw new UserException(
          "Cannot read problem file %s: %s".formatted(location, e.getMessage()), e);
    }
  }

  private byte[] bytes(Path file, Configuration hadoop) {
    try {
      return TextFile.bytes("problem file", file, hadoop);
    } catch (UserException e) {
      String obtain = benchmark.data().obtain();
      if (obtain == null) {
        throw e;
      }
      throw new UserException(
          "%s (benchmark '%s' is not shipped; how to get it: %s)"
              .formatted(e.getMessage(), benchmark.name(), obtain),
          e);
    }
  }

  private void add(Problem problem, DataRecord record) {
    DataRecord earlier = recordOfId.putIfAbsent(problem.id(), record);
    if (earlier != null) {
      throw record.fault(
          "field '%s' is '%s', which %s %d%s has already"
              .formatted(
                  benchmark.fields().id(),
                  problem.id(),
                  earlier.unit(),
                  earlier.number(),
                  earlier.file().equals(record.file()) ? "" : " of " + earlier.file()));
    }
    problems.add(problem);
  }
}
