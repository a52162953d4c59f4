package org.alphagrid.merge.method.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.engine.BoundMerge;
import org.alphagrid.merge.engine.ModelMerge;
import org.alphagrid.merge.engine.OpenParents;
import org.alphagrid.merge.engine.Output;
import org.alphagrid.merge.engine.Parent;
import org.alphagrid.merge.engine.TensorMerger;
import org.alphagrid.merge.method.Compatibility;
import org.alphagrid.merge.method.MergeSettings;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.statistic.SingularValues;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Singular values are by far the dearest: no point of a grid pays for another's again. */
class LoreDecompositionsTest {
  private static final Lore LORE = new Lore();

  @TempDir Path directory;

  @Test
  void twoModelsAreDecomposedOnceForTheWholeGrid() throws IOException {
    List<MergeSettings> points = new ArrayList<>();
    for (String mu : List.of("0.01", "0.1", "1")) {
      for (String weight : List.of("0.2", "0.5", "0.9")) {
        points.add(point(2, mu, "3", weight));
      }
    }
    assertThat(decompositions(2, points)).isEqualTo(1);
  }

  @Test
  void firstRoundOfManyModelsIsSharedByEveryMu() throws IOException {
    // Three models: three in the first round, and three for each mu in the second.
    List<MergeSettings> points = new ArrayList<>();
    for (String mu : List.of("0.01", "0.1")) {
      points.add(point(3, mu, "2", "0.2"));
      points.add(point(3, mu, "2", "0.7"));
    }
    assertThat(decompositions(3, points)).isEqualTo(3 + 2 * 3);
    assertThat(decompositions(3, List.of(point(3, "0.01", "1", "1"), point(3, "0.3", "1", "1"))))
        .isEqualTo(3);
  }

  private long decompositions(int models, List<MergeSettings> points) throws IOException {
    OpenParents parents = new OpenParents(new ArrayList<>(), new ArrayList<>());
    List<Integer> all = new ArrayList<>();
    for (int p = 0; p < models; p++) {
      Path folder = new TinyCheckpoint().seed(p).write(directory.resolve("model" + p));
      Checkpoint checkpoint = Checkpoint.open(new org.apache.hadoop.fs.Path(folder.toUri()));
      parents.checkpoints().add(checkpoint);
      parents.parents().add(Parent.of("model" + p, checkpoint));
      all.add(p);
    }
    try (parents) {
      List<TensorEntry> tensors = List.copyOf(parents.checkpoints().get(0).tensors());
      TensorEntry matrix =
          tensors.stream().filter(t -> t.name().contains("down_proj")).findFirst().orElseThrow();
      long before = SingularValues.decompositions();
      BoundMerge.Operands operands = BoundMerge.Operands.withoutBase(all);
      List<BoundMerge> merges =
          points.stream()
              .map(settings -> BoundMerge.of(LORE, operands, tensors, tensor -> settings))
              .toList();
      new TensorMerger(new ModelMerge(parents.parents(), tensors, merges, DType.BF16), parents)
          .merge(matrix, Collections.nCopies(points.size(), Output.to((bytes, count) -> {})));
      return SingularValues.decompositions() - before;
    }
  }

  private static MergeSettings point(int models, String mu, String rounds, String weight) {
    Map<String, BigDecimal> own =
        Map.of(
            "mu", new BigDecimal(mu),
            "max_iter", new BigDecimal(rounds),
            "lambda", BigDecimal.ONE);
    Map<String, BigDecimal> each = new HashMap<>();
    each.put("weight", new BigDecimal(weight));
    return new MergeSettings(
        new ParameterValues(new TreeMap<>(own)),
        Collections.nCopies(models, new ParameterValues(new TreeMap<>(each))),
        Compatibility.NONE);
  }
}
