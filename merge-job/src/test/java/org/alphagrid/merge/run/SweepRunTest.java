package org.alphagrid.merge.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.engine.ModelMerger;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.sweep.SweepReader;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepRunTest {
  private static final String EVAL = "eval: {benchmarks: [none], protocol: none}\n";

  @TempDir Path directory;

  @BeforeEach
  void writeParents() throws IOException {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).write(directory.resolve("think"));
    new TinyCheckpoint().seed(3).write(directory.resolve("coder"));
    Files.writeString(
        directory.resolve("linear.yml"),
        """
        merge_method: linear
        models:
          - {model: direct, parameters: {weight: 0.25}}
          - {model: ./think, parameters: {weight: [{filter: mlp, value: 0.75}, {value: 0}]}}
        """);
  }

  @Test
  void furtherParentsAreReadDigestedAndDescribed() throws IOException {
    SweepRun run =
        open(
            "parents: {direct: direct, think: think, coder: coder}\n"
                + "merge: [{method: karcher, models: [direct, think, coder]}]\n");
    MergePoint merged = run.sweep().mergedPoints().get(0);
    assertThat(merged.id()).isEqualTo("karcher/models=direct+think+coder");
    String recipe = run.recipeDigest(merged);
    assertThat(Files.readString(directory.resolve("run/sweep.yaml")))
        .contains("coder:", "karcher/models=direct+think+coder");
    new TinyCheckpoint().seed(4).write(directory.resolve("coder"));
    SweepRun other = SweepRun.open(run.sweep(), hadoop(directory.resolve("elsewhere")));
    assertThat(other.recipeDigest(merged)).isNotEqualTo(recipe);
  }

  @Test
  void mergekitConfigurationsArePoints() throws IOException {
    SweepRun run =
        open(
            "parents: {direct: direct, think: think}\n"
                + "merge:\n"
                + "  - linear.yml\n"
                + "  - {mergekit: linear.yml, name: again}\n"
                + "  - name: inline\n"
                + "    mergekit:\n"
                + "      merge_method: slerp\n"
                + "      base_model: direct\n"
                + "      models: [{model: direct}, {model: think}]\n"
                + "      parameters: {t: [0, 1]}\n"
                + "  - {method: linear, alpha: 0.5}\n");
    List<MergePoint> points = run.sweep().mergedPoints();
    assertThat(points)
        .extracting(GridPoint::id)
        .containsExactly("mergekit/linear", "mergekit/inline", "linear/alpha=0.50");
    MergePoint again = (MergePoint) run.sweep().points().get(3);
    assertThat(again.id()).isEqualTo("mergekit/again");
    assertThat(again.modelId()).isEqualTo("mergekit/linear");
    assertThat(run.recipeDigest(again)).isEqualTo(run.recipeDigest(points.get(0)));
    assertThat(run.modelDirectory(again)).isEqualTo(run.modelDirectory(points.get(0)));
    assertThat(points.get(0).distinctive())
        .containsEntry("configuration", "linear")
        .containsEntry("merge_method", "linear");
    try (ParentSet parents = ParentSet.open(run.sweep().parents())) {
      String direct = run.parentDigests().get(ParentRole.DIRECT);
      String one = ModelMerger.merge(parents, points.get(0), DType.BF16).digest();
      assertThat(one)
          .isEqualTo(ModelMerger.merge(parents, again, DType.BF16).digest())
          .isNotEqualTo(direct);
    }
    assertThat(run.recipeDigest(points.get(0))).isNotEqualTo(run.recipeDigest(points.get(2)));
  }

  @Test
  void pointsThatMergeTheSameAreOneModelHoweverTheyAreWritten() throws IOException {
    new TinyCheckpoint().seed(2).write(directory.resolve("coder"));
    SweepRun run =
        open(
            "parents: {direct: direct, think: think, coder: coder}\n"
                + "merge:\n"
                + "  - {method: linear, alpha: [0.25, 0.5]}\n"
                + "  - name: pasted\n"
                + "    mergekit:\n"
                + "      merge_method: linear\n"
                + "      models:\n"
                + "        - {model: direct, parameters: {weight: 0.75}}\n"
                + "        - {model: think, parameters: {weight: [{filter: mlp, value: 0.250},"
                + " {value: [0.25, 0.25]}]}}\n"
                + "  - {method: linear, models: {direct: {weight: 0.75}, coder: {weight: 0.25}}}\n"
                + "  - {method: linear, models: {direct: {weight: 0.7}, coder: {weight: 0.3}}}\n"
                + "  - {method: linear, alpha: {attention: 0.25, default: 0.5}}\n"
                + "  - {method: linear, alpha: 0.25, normalize: false}\n");
    assertThat(run.sweep().points())
        .filteredOn(point -> point.isMerged() && !point.id().equals(point.modelId()))
        .extracting(GridPoint::id)
        .containsExactly("mergekit/pasted", "linear/direct.weight=0.75,coder.weight=0.25")
        .allSatisfy(
            id ->
                assertThat(
                        run.sweep().points().stream()
                            .filter(p -> p.id().equals(id))
                            .map(GridPoint::modelId))
                    .containsExactly("linear/alpha=0.25"));
    assertThat(run.sweep().mergedPoints()).hasSize(5);
    assertThat(Files.readString(directory.resolve("run/sweep.yaml")))
        .contains("id: \"mergekit/pasted\"", "model: \"linear/alpha=0.25\"");
  }

  @Test
  void aSliceOfAllLayersIsThePastedFormOfModels() throws IOException {
    String slices =
        "- {name: %s, mergekit: {merge_method: slerp, base_model: direct, parameters: {t: [0, 1]},"
            + " slices: [{sources: [{model: direct, layer_range: [0, 2]}, {model: think,"
            + " layer_range: [0, 2]}]}]}}\n";
    SweepRun run =
        open(
            "parents: {direct: direct, think: think}\nmerge:\n"
                + slices.formatted("sliced")
                + "- {name: whole, mergekit: {merge_method: slerp, base_model: direct, parameters:"
                + " {t: [0, 1]}, models: [{model: direct}, {model: think}]}}\n");
    assertThat(run.sweep().points().get(3).modelId()).isEqualTo("mergekit/sliced");
  }

  @Test
  void twoPointsOfOneNameAreRefused() {
    refuses(
        "merge:\n  - linear.yml\n  - {name: linear, mergekit: {merge_method: karcher,"
            + " models: [{model: direct}, {model: think}]}}\n",
        "Invalid grid: two different points are called mergekit/linear");
  }

  @Test
  void configurationsThatCannotBePointsSayWhy() {
    refuses("merge: nowhere.yml\n", "nowhere.yml");
    refuses(
        "merge: [{mergekit: {merge_method: linear, models: [{model: other}]}, name: x}]\n",
        "Model other is no parent of the sweep; add it under parents");
    refuses(
        "merge: [{mergekit: {merge_method: passthrough, slices: [{sources: [{model: direct,"
            + " layer_range: [0, 1]}]}]}, name: x}]\n",
        "Invalid layer_range: [0, 1] (must be [0, 2]: points of a sweep have the layers of their");
    refuses(
        "merge: [{mergekit: {merge_method: passthrough, slices: [{sources: [{model: direct,"
            + " layer_range: [1, 2]}]}]}, name: x}]\n",
        "points of a sweep have the layers of their parents");
    refuses(
        "merge: [{mergekit: {merge_method: linear, models: [{model: direct}],"
            + " tokenizer_source: union}, name: x}]\n",
        "share its donor's tokenizer");
    refuses("donor: thnk\n", "Unknown donor 'thnk'; did you mean 'think'?");
    refuses("allow: [tokenzier]\n", "Unknown difference 'tokenzier'; did you mean 'tokenizer'?");
  }

  @Test
  void theDonorLendsItsFilesAndAllowedDifferencesAreRecorded() throws IOException {
    Files.writeString(directory.resolve("think/chat_template.jinja"), "{{ other }}");
    String sweep =
        "parents: {direct: direct, think: think}\nmerge: [{method: linear, alpha: 0.5}]\n";
    assertThatThrownBy(() -> open(sweep))
        .hasMessageContaining("chat_template: chat template:")
        .hasMessageContaining("allow: [chat_template]");
    SweepRun run = open(sweep + "donor: think\nallow: [chat_template]\n");
    assertThat(run.sweep().donorDirectory().getName()).isEqualTo("think");
    assertThat(run.differences()).hasSize(1);
    assertThat(Files.readString(directory.resolve("run/sweep.yaml")))
        .contains("donor: \"think\"", "differences:", "chat template: 11 characters in think");
  }

  @Test
  void digestsAreRememberedUntilAFileChanges() throws IOException {
    String sweep = "parents: {direct: direct, think: think}\n";
    Path shard = directory.resolve("think/model.safetensors");
    open(sweep);
    assertThat(directory.resolve("run/parent-digests.json"))
        .as("a file written a moment ago is not trusted")
        .doesNotExist();
    settle();
    SweepRun first = open(sweep);
    JsonNode remembered =
        new ObjectMapper().readTree(directory.resolve("run/parent-digests.json").toFile());
    assertThat(remembered.path("parents")).hasSize(2);
    assertThat(open(sweep).parentDigests()).isEqualTo(first.parentDigests());
    // What is remembered is used: a wrong one is believed as long as the file looks the same.
    String text = Files.readString(directory.resolve("run/parent-digests.json"));
    String digest = first.parentDigests().get(ParentRole.THINK);
    Files.writeString(
        directory.resolve("run/parent-digests.json"), text.replace(digest, "0".repeat(64)));
    assertThatThrownBy(() -> open(sweep)).hasMessageContaining("0".repeat(64));
    byte[] bytes = Files.readAllBytes(shard);
    bytes[bytes.length - 2] ^= 1;
    Files.write(shard, bytes);
    Files.setLastModifiedTime(shard, FileTime.fromMillis(2_000_000));
    assertThatThrownBy(() -> open(sweep))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("Cannot use run directory");
    Files.writeString(directory.resolve("run/parent-digests.json"), "{broken");
    bytes[bytes.length - 2] ^= 1;
    Files.write(shard, bytes);
    assertThat(open(sweep).parentDigests()).isEqualTo(first.parentDigests());
    assertThat(directory.resolve("think")).isDirectoryNotContaining("glob:**digest*");
  }

  private void settle() throws IOException {
    for (String parent : List.of("direct", "think")) {
      Files.setLastModifiedTime(
          directory.resolve(parent).resolve("model.safetensors"), FileTime.fromMillis(1_000_000));
    }
  }

  private void refuses(String lines, String message) {
    assertThatThrownBy(() -> open("parents: {direct: direct, think: think}\n" + lines))
        .satisfies(
            e -> {
              Throwable cause = e instanceof java.io.UncheckedIOException ? e.getCause() : e;
              assertThat(cause.getMessage()).contains(message);
            });
  }

  @Test
  void mergekitPointsAreCheckedAsSweepsAre() throws IOException {
    String item =
        "merge:\n  - name: one\n    mergekit:\n      merge_method: linear\n      models:\n"
            + "        - {model: direct, parameters: {weight: 0.5}}\n"
            + "        - {model: think, parameters: {weight: %s}}\n";
    String parents = "parents: {direct: direct, think: think}\n";
    assertThatThrownBy(
            () -> open(parents + item.formatted("[{filter: mpl, value: 1}, {value: 0}]")))
        .hasMessageContaining("Invalid filter 'mpl' of point mergekit/one: it matches no tensor");
    assertThat(
            open(parents + item.formatted("[{filter: lm_head, value: 1}, {value: 0.5}]"))
                .sweep()
                .mergedPoints())
        .hasSize(1);
  }

  @Test
  void parentIsItsFolderHoweverAMergekitFileSpellsIt() throws IOException {
    Files.createSymbolicLink(directory.resolve("link"), directory.resolve("think"));
    String item =
        "  - name: %s\n    mergekit:\n      merge_method: task_arithmetic\n      base_model: direct\n"
            + "      models: [{model: ./direct, parameters: {weight: 1}},"
            + " {model: %s, parameters: {weight: 0.5}}]\n";
    SweepRun run =
        open(
            "parents: {direct: direct, think: think}\nmerge:\n"
                + item.formatted("one", "think")
                + item.formatted("two", "link")
                + item.formatted("three", "link/../link/"));
    assertThat(run.sweep().mergedPoints())
        .extracting(GridPoint::id)
        .containsExactly("mergekit/one");
    assertThat(run.sweep().mergedPoints().get(0).rule().models()).containsExactly(ParentRole.THINK);
  }

  private SweepRun open(String lines) throws IOException {
    Path file = directory.resolve("sweep.yaml");
    Files.writeString(file, "name: tiny\n" + lines + EVAL);
    return SweepRun.open(SweepReader.read(hadoop(file)), hadoop(directory.resolve("run")));
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }
}
