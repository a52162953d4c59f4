package org.alphagrid.merge.grid;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.Test;

class TensorDepthsTest {
  @Test
  void valuesByDepthNeedLayers() {
    TensorDepths unknown = places("net.part0.weight", "net.part1.weight");
    assertThatThrownBy(() -> unknown.check(point("{layers: [0, 1]}")))
        .hasMessageContaining("values by depth need layers")
        .hasMessageContaining("named like 'net.part0.weight'");
    assertThatCode(() -> unknown.check(point("0.5"))).doesNotThrowAnyException();
    TensorDepths known = places("model.layers.0.mlp.up_proj.weight", "model.norm.weight");
    assertThatCode(() -> known.check(point("{layers: [0, 1]}"))).doesNotThrowAnyException();
  }

  private static MergePoint point(String alpha) {
    ConfigNode merge =
        ConfigNode.parse("test", "merge: [{method: linear, alpha: %s}]".formatted(alpha))
            .required("merge");
    return Grid.expand(
            merge,
            Set.of(ParentRole.DIRECT, ParentRole.THINK),
            item -> {
              throw new AssertionError(item);
            })
        .stream()
        .filter(MergePoint.class::isInstance)
        .map(MergePoint.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static TensorDepths places(String... names) {
    return new TensorDepths(
        List.of(names).stream()
            .map(name -> new TensorEntry(name, DType.F32, Shape.of(1), 0, 4))
            .toList());
  }
}
