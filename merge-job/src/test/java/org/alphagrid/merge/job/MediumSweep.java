package org.alphagrid.merge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphagrid.core.spark.JobProcess;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.run.MergeManifest;

/** A sweep large enough to be cut into several tasks and to be disturbed while it merges. */
final class MediumSweep {
  static final int POINTS = 8;

  private final Path directory;
  private final Path file;
  private final Path log;

  MediumSweep(Path directory) throws IOException {
    this.directory = directory;
    this.file = directory.resolve("sweep.yaml");
    this.log = directory.resolve("job.log");
    for (String parent : List.of("direct", "think", "base")) {
      new TinyCheckpoint()
          .seed(parent.length())
          .hiddenSize(256)
          .vocabulary(36_000)
          .shards(parent.equals("think") ? 3 : 1)
          .write(directory.resolve(parent));
    }
    Files.writeString(
        file,
        """
        name: medium
        parents: {direct: direct, think: think, base: base}
        merge:
          - {method: dare_linear, alpha: 0.5, density: [0.3, 0.6]}
          - {method: dare_ties, alpha: 0.5, density: 0.4, seed: 7}
          - {method: della, alpha: 0.4, density: 0.5}
          - {method: della_linear, alpha: 0.4, density: 0.5}
          - {method: ties, alpha: 0.5, density: 0.2}
          - {method: surgical, share: 0.1}
          - {method: slerp, alpha: 0.3}
        eval: {benchmarks: [none], protocol: none}
        """);
  }

  Path directory() {
    return directory;
  }

  Path log() {
    return log;
  }

  /** The arguments of the merge job. */
  String[] arguments(Path run) {
    return new String[] {file.toString(), "--run", run.toString()};
  }

  /** The job in a JVM of its own. */
  Process start(Path run, String... more) throws IOException {
    return new JobProcess()
        .with("-Xmx1g", "-Dspark.master=local[2]")
        .start(
            log,
            MergeJob.class,
            Stream.concat(Stream.of(arguments(run)), Stream.of(more)).toArray(String[]::new));
  }

  /**
   * The weights' digests of every point that looks finished, by id; each is read back and found to
   * be what its manifest says.
   */
  static Map<String, String> published(Path run) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    Path points = run.resolve("points");
    if (!Files.exists(points)) {
      return digests;
    }
    try (Stream<Path> folders = Files.find(points, 2, (path, kind) -> kind.isDirectory())) {
      for (Path folder : folders.toList()) {
        Path id = points.relativize(folder);
        if (id.getNameCount() != 2 || id.toString().startsWith("_")) {
          continue;
        }
        var hadoop = new org.apache.hadoop.fs.Path(folder.toUri());
        try (Checkpoint checkpoint = Checkpoint.open(hadoop)) {
          assertThat(WeightDigest.of(checkpoint)).isEqualTo(MergeManifest.weightDigest(hadoop));
        }
        for (String companion : List.of("README.md", "tokenizer.json", "config.json")) {
          assertThat(folder.resolve(companion)).isRegularFile();
        }
        digests.put(id.toString(), MergeManifest.weightDigest(hadoop));
      }
    }
    return digests;
  }

  /** What runs keep while they are under way. */
  static List<Path> inFlight(Path run) throws IOException {
    Path folder = run.resolve("points/_inflight");
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
