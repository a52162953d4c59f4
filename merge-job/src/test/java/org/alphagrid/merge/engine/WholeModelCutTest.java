package org.alphagrid.merge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.FloatCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The share that surgical takes, against a sort of the whole model. */
class WholeModelCutTest {
  @TempDir Path directory;

  private record Element(String tensor, int index, float difference) {}

  @Test
  void exactShareIsKeptAndTiesGoToTheLowestIndex() throws IOException {
    Map<ParentRole, org.apache.hadoop.fs.Path> paths = new TreeMap<>();
    paths.put(ParentRole.DIRECT, write("direct", 1));
    paths.put(ParentRole.THINK, write("think", 2));
    try (ParentSet parents = ParentSet.open(paths)) {
      List<Element> ranked = ranked(parents);
      // In bfloat16 many differences are equal, so that cuts fall into ties.
      assertThat(ranked.stream().map(Element::difference).distinct().count())
          .isLessThan(ranked.size() / 2);
      for (String share : List.of("0.001", "0.1", "0.5", "0.93")) {
        int keep = new BigDecimal(share).multiply(new BigDecimal(ranked.size())).intValue();
        var merged = ModelMerger.merge(parents, surgical(share), DType.BF16).model().tensors();
        for (int rank = 0; rank < ranked.size(); rank++) {
          Element element = ranked.get(rank);
          ParentRole expected = rank < keep ? ParentRole.THINK : ParentRole.DIRECT;
          LocalTensor tensor = merged.get(element.tensor());
          short bits =
              ((TensorBytes.InMemory) tensor.bytes()).buffer().getShort(2 * element.index());
          assertThat(bits)
              .isEqualTo(bytes(parents, expected, element.tensor()).getShort(2 * element.index()));
        }
      }
    }
  }

  private static List<Element> ranked(ParentSet parents) throws IOException {
    List<Element> elements = new ArrayList<>();
    for (TensorEntry tensor : parents.tensors()) {
      for (int i = 0; i < tensor.shape().elements(); i++) {
        float direct = value(parents, ParentRole.DIRECT, tensor.name(), i);
        float think = value(parents, ParentRole.THINK, tensor.name(), i);
        elements.add(new Element(tensor.name(), i, Math.abs(think - direct)));
      }
    }
    elements.sort(
        Comparator.comparingDouble((Element e) -> -e.difference())
            .thenComparing(Element::tensor)
            .thenComparing(Element::index));
    return elements;
  }

  private static float value(ParentSet parents, ParentRole role, String tensor, int index)
      throws IOException {
    return FloatCodec.fromBfloat16(bytes(parents, role, tensor).getShort(2 * index));
  }

  private static ByteBuffer bytes(ParentSet parents, ParentRole role, String tensor)
      throws IOException {
    Checkpoint checkpoint = parents.parent(role);
    TensorEntry entry = checkpoint.tensor(tensor);
    return checkpoint.slice(entry, 0, (int) entry.bytes());
  }

  private static MergePoint surgical(String share) {
    MergeMethod method = MergeMethod.CATALOG.find("surgical");
    return GridPoint.of(method, ParameterValues.of(method, Map.of("share", new BigDecimal(share))));
  }

  private org.apache.hadoop.fs.Path write(String name, long seed) throws IOException {
    Path folder = new TinyCheckpoint().seed(seed).write(directory.resolve(name));
    return new org.apache.hadoop.fs.Path(folder.toUri());
  }
}
