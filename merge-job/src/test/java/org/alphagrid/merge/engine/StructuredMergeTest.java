package org.alphagrid.merge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.grid.Grid;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.grid.TensorDepths;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters that differ between tensors, and more parents than two, against plain sums. */
class StructuredMergeTest {
  private static final ParentRole CODER = ParentRole.of("coder");

  @TempDir Path directory;
  private final Map<ParentRole, org.apache.hadoop.fs.Path> paths = new TreeMap<>();

  @BeforeEach
  void writeParents() throws IOException {
    long seed = 1;
    for (ParentRole role : List.of(ParentRole.DIRECT, ParentRole.THINK, ParentRole.BASE, CODER)) {
      Path folder = directory.resolve(role.key());
      new TinyCheckpoint().seed(seed++).dtype(DType.F32).write(folder);
      paths.put(role, new org.apache.hadoop.fs.Path(folder.toUri()));
    }
  }

  @Test
  void attentionIsMergedAndTheRestLeftAtDirect() throws IOException {
    try (ParentSet parents = ParentSet.open(paths)) {
      Map<String, float[]> merged =
          merge(parents, "{method: linear, alpha: {attention: 0.25, default: 0}}");
      for (TensorEntry tensor : parents.tensors()) {
        boolean attention = tensor.name().contains("self_attn") && !tensor.name().contains("_norm");
        float[] direct = read(parents, ParentRole.DIRECT, tensor);
        float[] think = read(parents, ParentRole.THINK, tensor);
        float[] ours = merged.get(tensor.name());
        for (int i = 0; i < ours.length; i++) {
          float expected = attention ? 0.75f * direct[i] + 0.25f * think[i] : direct[i];
          assertThat(ours[i]).as(tensor.name()).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void alphaRisesWithDepth() throws IOException {
    try (ParentSet parents = ParentSet.open(paths)) {
      Map<String, float[]> merged = merge(parents, "{method: linear, alpha: {layers: [0, 1]}}");
      for (TensorEntry tensor : parents.tensors()) {
        boolean early =
            tensor.name().contains("layers.0.") || tensor.name().contains("embed_tokens");
        ParentRole expected = early ? ParentRole.DIRECT : ParentRole.THINK;
        assertThat(merged.get(tensor.name()))
            .as(tensor.name())
            .isEqualTo(read(parents, expected, tensor));
      }
    }
  }

  @Test
  void threeParentsAreWeighted() throws IOException {
    try (ParentSet parents = ParentSet.open(paths)) {
      Map<String, float[]> merged =
          merge(
              parents,
              "{method: task_arithmetic, models: {direct: {weight: 0.5}, think: {weight: 0.25},"
                  + " coder: {weight: {mlp: 0.125, default: 0}}}}");
      for (TensorEntry tensor : parents.tensors()) {
        float[] base = read(parents, ParentRole.BASE, tensor);
        float[] direct = read(parents, ParentRole.DIRECT, tensor);
        float[] think = read(parents, ParentRole.THINK, tensor);
        float[] coder = read(parents, CODER, tensor);
        double weight = tensor.name().contains("mlp") ? 0.125 : 0;
        for (int i = 0; i < base.length; i++) {
          double expected =
              base[i]
                  + 0.5 * ((double) direct[i] - base[i])
                  + 0.25 * ((double) think[i] - base[i])
                  + weight * ((double) coder[i] - base[i]);
          assertThat((double) merged.get(tensor.name())[i])
              .as(tensor.name())
              .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-6));
        }
      }
    }
  }

  @Test
  void aShareOfTheWholeModelMayDifferByRole() throws IOException {
    try (ParentSet parents = ParentSet.open(paths)) {
      Map<String, float[]> some = merge(parents, "{method: surgical, share: 0.2}");
      Map<String, float[]> byRole =
          merge(parents, "{method: surgical, share: {attention: 0.2, default: 0}}");
      for (TensorEntry tensor : parents.tensors()) {
        boolean attention = tensor.name().contains("self_attn") && !tensor.name().contains("_norm");
        assertThat(byRole.get(tensor.name()))
            .isEqualTo(
                attention ? some.get(tensor.name()) : read(parents, ParentRole.DIRECT, tensor));
      }
    }
  }

  @Test
  void aFilterThatMatchesNothingOrLeavesSomethingOutIsNamed() throws IOException {
    try (ParentSet parents = ParentSet.open(paths)) {
      TensorDepths places = new TensorDepths(parents.tensors());
      assertThatThrownBy(
              () -> places.check(point("{method: linear, alpha: {'/q_porj/': 1, default: 0}}")))
          .hasMessageContaining("Invalid filter '/q_porj/'")
          .hasMessageContaining("it matches no tensor");
      assertThatThrownBy(() -> places.check(point("{method: linear, alpha: {attention: 0.5}}")))
          .hasMessageContaining("Missing required parameter 'alpha' of method linear")
          .hasMessageContaining("for tensor 'model.embed_tokens.weight'");
      places.check(point("{method: linear, alpha: {head: 1, default: 0.5}}"));
    }
  }

  private Map<String, float[]> merge(ParentSet parents, String item) throws IOException {
    MergePoint point = point(item);
    assertThat(point.isMerged()).isTrue();
    Map<String, float[]> merged = new TreeMap<>();
    for (LocalTensor tensor :
        ModelMerger.merge(parents, point, DType.F32).model().tensors().values()) {
      merged.put(tensor.name(), floats(((TensorBytes.InMemory) tensor.bytes()).buffer()));
    }
    return merged;
  }

  private MergePoint point(String item) {
    ConfigNode merge = ConfigNode.parse("sweep.yaml", "merge: [" + item + "]").required("merge");
    List<GridPoint> points =
        Grid.expand(
            merge,
            paths.keySet(),
            node -> {
              throw node.invalid("a method");
            });
    return (MergePoint) points.get(points.size() - 1);
  }

  private static float[] read(ParentSet parents, ParentRole role, TensorEntry tensor)
      throws IOException {
    var checkpoint = parents.parent(role);
    return floats(checkpoint.slice(checkpoint.tensor(tensor.name()), 0, (int) tensor.bytes()));
  }

  private static float[] floats(ByteBuffer buffer) {
    var view = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] values = new float[view.remaining()];
    view.get(values);
    return values;
  }
}
