package org.alphagrid.merge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.ModelMerger;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.run.MergeManifest;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.merge.sweep.SweepReader;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeJobIT {
  @TempDir Path directory;
  private Path sweepFile;

  @BeforeEach
  void writeSweep() throws IOException {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).write(directory.resolve("think"));
    new TinyCheckpoint().seed(3).shards(3).write(directory.resolve("base"));
    sweepFile = directory.resolve("sweep.yaml");
    Files.writeString(
        sweepFile,
        """
        name: tiny
        parents: {direct: direct, think: think, base: base}
        merge:
          - {method: linear, alpha: {from: 0, to: 1, step: 0.25}}
          - {method: slerp, alpha: [0.5]}
          - {method: task_arithmetic, alpha: [0.5], lambda: [0.8]}
          - {method: dare_ties, alpha: [0.5], density: [0.4], normalize: true}
          - {method: della, alpha: [0.5], density: [0.4]}
          - {method: surgical, share: [0.1, 0.9]}
          - {method: lore, alpha: [0.3]}
        eval: {benchmarks: [none], protocol: none}
        """);
  }

  @Test
  void storesEveryPointWithTheBytesOfTheInMemoryMerge() throws IOException {
    Path run = directory.resolve("run");
    assertThat(merge(run)).isZero();
    Sweep sweep = SweepReader.read(hadoop(sweepFile));
    assertThat(sweep.mergedPoints()).hasSize(10);
    try (ParentSet parents = ParentSet.open(sweep.parents())) {
      for (MergePoint point : sweep.mergedPoints()) {
        Path stored = run.resolve("points").resolve(point.id());
        try (Checkpoint checkpoint = Checkpoint.open(hadoop(stored))) {
          String digest = ModelMerger.merge(parents, point, DType.BF16).digest();
          assertThat(WeightDigest.of(checkpoint)).as(point.id()).isEqualTo(digest);
          assertThat(MergeManifest.weightDigest(hadoop(stored))).isEqualTo(digest);
        }
        assertThat(stored.resolve("README.md"))
            .content()
            .contains("# tiny: " + point.id(), "| think | `think` | not stated | `sha256:");
        assertThat(stored.resolve("tokenizer.json"))
            .hasSameTextualContentAs(directory.resolve("direct/tokenizer.json"));
      }
    }
    assertThat(run.resolve("points/_inflight")).doesNotExist();
  }

  @Test
  void shardsAndPartitionsDoNotChangeTheWeights() throws IOException {
    Path whole = directory.resolve("whole");
    Path cut = directory.resolve("cut");
    assertThat(merge(whole)).isZero();
    assertThat(merge(cut, "--max-shard-bytes", "9000")).isZero();
    assertThat(digests(cut)).isEqualTo(digests(whole)).hasSize(10);
    Path point = cut.resolve("points/linear/alpha=0.25");
    assertThat(point.resolve("model.safetensors")).doesNotExist();
    assertThat(point.resolve("model.safetensors.index.json")).content().contains("total_size");
  }

  @Test
  void rerunMergesOnlyMissingPoints() throws IOException {
    Path run = directory.resolve("run");
    assertThat(merge(run)).isZero();
    Map<String, String> before = digests(run);
    Path kept = run.resolve("points/linear/alpha=0.25/model.safetensors");
    Path lost = run.resolve("points/linear/alpha=0.50");
    Files.setLastModifiedTime(kept, FileTime.fromMillis(1000));
    try (Stream<Path> files = Files.list(lost)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(lost);
    assertThat(merge(run)).isZero();
    assertThat(digests(run)).isEqualTo(before);
    assertThat(Files.getLastModifiedTime(kept)).isEqualTo(FileTime.fromMillis(1000));
  }

  @Test
  void renamedPointIsNotMergedAgain() throws IOException {
    Path run = directory.resolve("run");
    assertThat(merge(run, "--batch", "3")).isZero();
    String text = Files.readString(sweepFile);
    String renamed =
        """
          - name: pasted
            mergekit:
              merge_method: linear
              models: [{model: direct}, {model: think}]
              parameters: {weight: 0.5}
              dtype: bfloat16
        """;
    Files.writeString(
        sweepFile,
        text.replace("{from: 0, to: 1, step: 0.25}", "[0.25]").replace("eval:", renamed + "eval:"));
    CapturedCommand said =
        CapturedCommand.run(new MergeJob(), sweepFile.toString(), "--run", run.toString());
    assertThat(said.exitCode()).isZero();
    assertThat(said.err())
        .contains(
            "merge: mergekit/pasted was stored as linear/alpha=0.50: not merged again",
            "merge: 0 points merged, 9 were there already");
    Path pasted = run.resolve("points/mergekit/pasted");
    assertThat(pasted.resolve("README.md")).content().contains("# tiny: mergekit/pasted");
    assertThat(pasted.resolve("merge-manifest.json"))
        .content()
        .contains("\"point\" : \"mergekit/pasted\"");
    Map<String, String> digests = digests(run);
    assertThat(digests.get("points/mergekit/pasted/merge-manifest.json"))
        .isEqualTo(digests.get("points/linear/alpha=0.50/merge-manifest.json"));
    assertThat(merge(run)).isZero();
  }

  @Test
  void damagedRenamedPointIsRefused() throws IOException {
    Path run = directory.resolve("run");
    assertThat(merge(run)).isZero();
    Path weights = run.resolve("points/linear/alpha=0.50/model.safetensors");
    byte[] bytes = Files.readAllBytes(weights);
    bytes[bytes.length - 1] ^= 1;
    Files.write(weights, bytes);
    Files.writeString(
        sweepFile,
        Files.readString(sweepFile)
            .replace(
                "{method: linear, alpha: {from: 0, to: 1, step: 0.25}}",
                "{name: pasted, mergekit: {merge_method: linear, models: [{model: direct}, {model: think}], parameters: {weight: 0.5}, dtype: bfloat16}}"));
    refuses(List.of("alpha=0.50/model.safetensors: tensor ", "run the merge job again"), run);
    assertThat(run.resolve("points/mergekit/pasted")).doesNotExist();
  }

  @Test
  void runDirectoryOfOtherParentsIsRefused() throws IOException {
    Path run = directory.resolve("run");
    assertThat(merge(run)).isZero();
    new TinyCheckpoint().seed(9).write(directory.resolve("think"));
    refuses(List.of("Cannot use run directory", "its think parent has digest sha256:"), run);
  }

  @Test
  void wrongInputEndsWithExitCodeTwoAndAMessage() throws IOException {
    Path run = directory.resolve("run");
    String good = Files.readString(sweepFile);
    Files.writeString(sweepFile, good.replace("think: think", "think: nowhere"));
    refuses(List.of("Cannot open checkpoint", "nowhere", "no such directory"), run);
    Files.writeString(sweepFile, good.replace("method: slerp", "method: slurp"));
    refuses(List.of("Unknown merge method 'slurp'; did you mean 'slerp'?"), run);
    Files.writeString(sweepFile, good.replace("name: tiny", "name: tiny\nmergge: 1"));
    refuses(List.of("Unknown key 'mergge'; did you mean 'merge'?"), run);
    Files.writeString(sweepFile, good);
    Files.write(directory.resolve("think/model.safetensors"), new byte[] {1, 2, 3});
    refuses(List.of("think/model.safetensors", "too short"), run);
    Files.delete(sweepFile);
    refuses(List.of("sweep.yaml", "no such file"), run);
    assertThat(run.resolve("points")).doesNotExist();
  }

  @Test
  void pointsThatMergeTheSameAreMergedOnceAndMergekitsDifferencesAreSaid() throws IOException {
    String pasted =
        """
          - name: pasted
            mergekit:
              merge_method: linear
              models: [{model: direct}, {model: think}]
              parameters: {weight: 0.5}
              dtype: bfloat16
          - name: compatible
            mergekit:
              merge_method: sce
              base_model: base
              models: [{model: direct}, {model: think}]
              compatibility: mergekit
        """;
    String text = Files.readString(sweepFile);
    Files.writeString(sweepFile, text.replace("eval:", pasted + "eval:"));
    Path run = directory.resolve("run");
    CapturedCommand said =
        CapturedCommand.run(new MergeJob(), sweepFile.toString(), "--run", run.toString());
    assertThat(said.exitCode()).isZero();
    assertThat(said.err())
        .contains(
            "merge: mergekit/pasted: unlike mergekit: a base that is not listed is not averaged"
                + " in; computes in float32 and rounds once",
            "merge: 11 points merged, 0 were there already",
            "merge: mergekit/pasted is linear/alpha=0.50")
        .doesNotContain("mergekit/compatible");
    assertThat(run.resolve("points/mergekit")).isDirectoryNotContaining("glob:**pasted");
    assertThat(digests(run)).hasSize(11);
  }

  private void refuses(List<String> parts, Path run) {
    CapturedCommand said =
        CapturedCommand.run(new MergeJob(), sweepFile.toString(), "--run", run.toString());
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err()).contains(parts);
  }

  private int merge(Path run, String... more) {
    return JobCommand.run(
        new MergeJob(),
        Stream.concat(Stream.of(sweepFile.toString(), "--run", run.toString()), Stream.of(more))
            .toArray(String[]::new));
  }

  private static Map<String, String> digests(Path run) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(run.resolve("points"))) {
      for (Path file : files.filter(f -> f.endsWith("merge-manifest.json")).toList()) {
        digests.put(
            run.relativize(file).toString(), MergeManifest.weightDigest(hadoop(file.getParent())));
      }
    }
    return digests;
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
