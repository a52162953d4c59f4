package org.alphagrid.benchmark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.alphagrid.config.ConfigException;
import org.alphagrid.protocol.ContentDigest;
import org.alphagrid.protocol.TextFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Reads a benchmark's data file. Nothing is skipped but blank lines: a line that is no problem ends
 * the run with file, line and field.
 */
final class ProblemReader {
  private final Benchmark benchmark;
  private final Path file;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> lineOfId = new HashMap<>();

  ProblemReader(Benchmark benchmark) {
    this.benchmark = benchmark;
    this.file = new Path(benchmark.data().location());
  }

  ProblemSet read(Configuration hadoop) {
    byte[] bytes = unpacked(bytes(hadoop));
    int number = 0;
    for (String line : TextFile.decode("problem file", file.toString(), bytes).split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        add(new ProblemLine(file.toString(), number, line), number);
      }
    }
    if (problems.isEmpty()) {
      throw new ConfigException("Cannot read problem file %s: it holds no problem".formatted(file));
    }
    ContentDigest digest = new ContentDigest();
    benchmark.addTo(digest);
    return new ProblemSet(benchmark, problems, digest.add("data", bytes).hex());
  }

  private byte[] bytes(Configuration hadoop) {
    try {
      return TextFile.bytes("problem file", file, hadoop);
    } catch (ConfigException e) {
      String obtain = benchmark.data().obtain();
      if (obtain == null) {
        throw e;
      }
      throw new ConfigException(
          "%s (benchmark '%s' is not shipped; how to get it: %s)"
              .formatted(e.getMessage(), benchmark.name(), obtain),
          e);
    }
  }

  /** The content of a gzip file, told by its first bytes; other files as they are. */
  private byte[] unpacked(byte[] bytes) {
    boolean gzip = bytes.length > 2 && (bytes[0] & 0xff) == 0x1f && (bytes[1] & 0xff) == 0x8b;
    if (!gzip) {
      return bytes;
    }
    try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new ConfigException(
          "Cannot read problem file %s: broken gzip: %s".formatted(file, e.getMessage()), e);
    }
  }

  private void add(ProblemLine line, int number) {
    Problem problem = line.problem(benchmark.fields());
    Integer earlier = lineOfId.putIfAbsent(problem.id(), number);
    if (earlier != null) {
      throw line.fault(
          "field '%s' is '%s', which line %d has already"
              .formatted(benchmark.fields().id(), problem.id(), earlier));
    }
    problems.add(problem);
  }
}
