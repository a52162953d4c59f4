package org.alphagrid.merge.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.TensorDepths;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sweep that comes with the project can be read; those whose parents are here fit them. */
class ShippedSweepsTest {
  private static final Path FOLDER = Path.of("..", "conf", "sweeps");

  static List<Path> files() throws IOException {
    try (var files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadAndItsIdsAreFileNames(Path file) throws IOException {
    Sweep sweep = read(file);
    assertThat(sweep.name() + ".yaml").isEqualTo(file.getFileName().toString());
    assertThat(sweep.points()).extracting(GridPoint::id).doesNotHaveDuplicates();
    assertThat(sweep.points())
        .allSatisfy(point -> assertThat(point.id()).matches("[A-Za-z0-9._/=,@~+-]{1,200}"));
  }

  @Test
  void theStudysGridIsComplete() throws IOException {
    List<String> ids =
        read(FOLDER.resolve("study-qwen3-4b.yaml")).points().stream().map(GridPoint::id).toList();
    assertThat(ids)
        .hasSize(2 + 11 + 9 + 9 + 3 * 6 + 4)
        .contains("linear/alpha=0.65", "slerp/alpha=0.90", "keep_direct/share=0.01");
  }

  @Test
  void everyRuleByRoleFindsItsTensors() throws IOException {
    Sweep sweep = read(FOLDER.resolve("by-role.yaml"));
    try (ParentSet parents = ParentSet.open(sweep.parents())) {
      TensorDepths places = new TensorDepths(parents.tensors());
      sweep.mergedPoints().forEach(places::check);
    }
    Set<String> ids = Set.copyOf(sweep.points().stream().map(GridPoint::id).toList());
    assertThat(ids)
        .contains(
            "linear/alpha=0.25@attention+0.00@default",
            "linear/alpha=0.00~0.75~1.00",
            "ties/alpha=0.50,density=0.30@attention+0.70@default");
  }

  private static Sweep read(Path file) throws IOException {
    return SweepReader.read(new org.apache.hadoop.fs.Path(file.toUri()));
  }
}
