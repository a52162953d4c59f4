package org.alphagrid.merge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.alphagrid.core.spark.CapturedCommand;
import org.alphagrid.merge.checkpoint.DamagedParent;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.method.BaseUse;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a parent, both ways to merge say so and leave nothing behind. */
class BadParentsIT {
  @TempDir Path directory;
  private Path sweep;
  private Path run;
  private Path out;

  @BeforeEach
  void writeParents() throws IOException {
    new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    new TinyCheckpoint().seed(2).write(directory.resolve("think"));
    new TinyCheckpoint().seed(3).write(directory.resolve("base"));
    run = directory.resolve("run");
    out = directory.resolve("out");
    sweep =
        Files.writeString(
            directory.resolve("sweep.yaml"),
            """
            name: tiny
            parents: {direct: direct, think: think, base: base}
            merge:
              - {method: linear, alpha: [0.25, 0.5]}
              - {method: ties, alpha: 0.5, density: 0.5}
            eval: {benchmarks: [none], protocol: none}
            """);
  }

  static Stream<MergeMethod> methods() {
    return MergeMethod.CATALOG.all().stream();
  }

  @ParameterizedTest
  @EnumSource
  void damagedParentIsRefusedWithFileAndTensor(DamagedParent damage) throws IOException {
    damage.apply(directory.resolve("think"));
    CapturedCommand bySweep = sweep();
    assertThat(bySweep.exitCode()).as(bySweep.err()).isEqualTo(2);
    assertThat(bySweep.err()).contains(damage.complaints()).contains("think");
    assertThat(run.resolve("points")).doesNotExist();
    CapturedCommand byMergekit =
        mergekit(
            "merge_method: linear\nmodels: [{model: direct}, {model: think}]\n"
                + "parameters: {weight: 0.5}\n");
    assertThat(byMergekit.exitCode()).as(byMergekit.err()).isEqualTo(2);
    assertThat(byMergekit.err()).contains(damage.complaints()).contains("think");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void everyMethodRefusesNanInAParent(MergeMethod method) throws IOException {
    float[] notNumbers = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    int place = 0;
    for (String parent :
        method.base() == BaseUse.NONE ? List.of("think") : List.of("think", "base")) {
      Path file = directory.resolve(parent).resolve("model.safetensors");
      byte[] intact = Files.readAllBytes(file);
      float value = notNumbers[place++];
      damage(file, value);
      CapturedCommand said = mergekit(configuration(method));
      assertThat(said.exitCode()).as("%s %s", parent, said.err()).isEqualTo(2);
      assertThat(said.err())
          .contains(
              "Cannot merge tensor 'model.norm.weight': element 30 of parent " + parent + " (",
              directory.resolve(parent).toString(),
              ") is " + value);
      assertNothingIsLeft();
      Files.write(file, intact);
    }
    CapturedCommand intact = mergekit(configuration(method));
    assertThat(intact.exitCode()).as(intact.err()).isZero();
    assertThat(out.resolve("model.safetensors")).isRegularFile();
  }

  @Test
  void nanInAParentStopsAStoredSweep() throws IOException {
    damage(directory.resolve("base/model.safetensors"), Float.NaN);
    CapturedCommand said = sweep();
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.err())
        .contains("Cannot merge tensor 'model.norm.weight': element 30 of parent base (")
        .contains("is NaN");
    assertThat(MediumSweep.published(run)).isEmpty();
    assertThat(MediumSweep.inFlight(run)).isEmpty();
  }

  /** Makes the last element but one of the last tensor something else than a number. */
  private static void damage(Path file, float value) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    short bits = (short) (Float.floatToRawIntBits(value) >>> 16);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(bytes.length - 4, bits);
    Files.write(file, bytes);
  }

  /**
   * A configuration of the method that reads every parent, with some value wherever one must be.
   */
  private static String configuration(MergeMethod method) {
    boolean one = method.mostModels() == 1;
    StringBuilder text = new StringBuilder("merge_method: " + method.name() + "\n");
    text.append(one ? "models: [{model: think}]\n" : "models: [{model: direct}, {model: think}]\n");
    if (method.base() != BaseUse.NONE) {
      text.append("base_model: base\n");
    }
    StringBuilder values = new StringBuilder();
    for (ParameterSpec spec : method.parameters()) {
      if (spec.absent().isEmpty()) {
        values.append(values.isEmpty() ? "" : ", ").append(spec.name()).append(": 0.5");
      }
    }
    return text.append("parameters: {%s}\n".formatted(values)).toString();
  }

  private CapturedCommand sweep() {
    return CapturedCommand.run(new MergeJob(), sweep.toString(), "--run", run.toString());
  }

  private CapturedCommand mergekit(String configuration) throws IOException {
    Path file = Files.writeString(directory.resolve("config.yml"), configuration);
    return CapturedCommand.run(
        new MergeJob(),
        "--mergekit",
        file.toString(),
        "--models",
        directory.toString(),
        "--out",
        out.toString());
  }

  private void assertNothingIsLeft() {
    assertThat(out).doesNotExist();
    assertThat(directory.toFile().list((folder, name) -> name.startsWith("_"))).isEmpty();
  }
}
