package org.alphagrid.merge.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.compatibility.ParentComparison;
import org.alphagrid.merge.compatibility.ParentSet;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterValues;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.method.builtin.Linear;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.FloatCodec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelMergerTest {
  @TempDir Path directory;
  private Path direct;
  private Path think;

  @BeforeEach
  void writeParents() throws IOException {
    direct = new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    think = new TinyCheckpoint().seed(2).shards(2).write(directory.resolve("think"));
  }

  @Test
  void everyElementIsTheRoundedAverage() throws IOException {
    try (ParentSet parents = open()) {
      ModelMerger.Merged merged = ModelMerger.merge(parents, linear("0.3"), DType.BF16);
      for (TensorEntry tensor : parents.tensors()) {
        ByteBuffer ours = bytes(merged.model().tensors().get(tensor.name()));
        ByteBuffer d = slice(parents, ParentRole.DIRECT, tensor);
        ByteBuffer t = slice(parents, ParentRole.THINK, tensor);
        for (int i = 0; i < tensor.shape().elements(); i++) {
          float expected =
              0.7f * FloatCodec.fromBfloat16(d.getShort(2 * i))
                  + 0.3f * FloatCodec.fromBfloat16(t.getShort(2 * i));
          assertThat(ours.getShort(2 * i))
              .as("%s[%d]", tensor.name(), i)
              .isEqualTo(FloatCodec.toBfloat16(expected));
        }
      }
    }
  }

  @Test
  void alphaZeroAndOneHaveTheParentsBytes() throws IOException {
    Path base = new TinyCheckpoint().seed(3).write(directory.resolve("base"));
    Map<ParentRole, org.apache.hadoop.fs.Path> all = pair();
    all.put(ParentRole.BASE, hadoop(base));
    try (ParentSet parents = ParentSet.open(all)) {
      for (String name : new String[] {"linear", "slerp", "task_arithmetic", "ties"}) {
        MergeMethod method = MergeMethod.CATALOG.find(name);
        for (String alpha : new String[] {"0", "1"}) {
          MergePoint point = point(method, alpha);
          assertThat(point.isMerged()).isFalse();
          assertThat(point.parent())
              .contains(alpha.equals("0") ? ParentRole.DIRECT : ParentRole.THINK);
        }
      }
      // The arithmetic itself also gives the parent, so the short cut changes nothing.
      assertThat(ModelMerger.merge(parents, point(new Linear(), "0"), DType.BF16).digest())
          .isEqualTo(WeightDigest.of(parents.parent(ParentRole.DIRECT)));
      assertThat(ModelMerger.merge(parents, point(new Linear(), "1"), DType.BF16).digest())
          .isEqualTo(WeightDigest.of(parents.parent(ParentRole.THINK)));
    }
  }

  /** Two slerp points: the second finds every angle known, and both are what one thread makes. */
  @Test
  void bytesDoNotDependOnThreadsOrCachedStatistics() throws IOException {
    ParentStatistics answers = new ParentStatistics();
    try (ParentSet parents = ParentSet.openUnmapped(pair(), ParentRole.DIRECT)) {
      int known = 0;
      for (String alpha : new String[] {"0.3", "0.6"}) {
        MergePoint point = point(MergeMethod.CATALOG.find("slerp"), alpha);
        Map<String, ByteArrayOutputStream> written = new ConcurrentHashMap<>();
        String digest =
            ModelMerger.merge(
                parents,
                point,
                DType.BF16,
                (tensor, dtype) -> {
                  var bytes = new ByteArrayOutputStream();
                  written.put(tensor.name(), bytes);
                  return (block, count) -> bytes.write(block, 0, count);
                },
                3,
                answers);
        ModelMerger.Merged alone = ModelMerger.merge(parents, point, DType.BF16);
        assertThat(digest).isEqualTo(alone.digest());
        for (LocalTensor tensor : alone.model().tensors().values()) {
          ByteBuffer expected = ((TensorBytes.InMemory) tensor.bytes()).buffer();
          assertThat(ByteBuffer.wrap(written.get(tensor.name()).toByteArray())).isEqualTo(expected);
        }
        assertThat(answers.count()).isPositive();
        assertThat(known == 0 || answers.count() == known).isTrue();
        known = answers.count();
      }
    }
  }

  @Test
  void embeddingStandsForTheHeadOfATiedParent() throws IOException {
    think = new TinyCheckpoint().seed(2).tied(false).write(directory.resolve("untied"));
    try (ParentSet parents = open()) {
      ModelMerger.Merged merged = ModelMerger.merge(parents, linear("0.5"), DType.BF16);
      ByteBuffer head = bytes(merged.model().tensors().get("lm_head.weight"));
      TensorEntry tensor = parents.parent(ParentRole.THINK).tensor("lm_head.weight");
      ByteBuffer t = slice(parents, ParentRole.THINK, tensor);
      ByteBuffer d =
          slice(parents, ParentRole.DIRECT, parents.donor().tensor("model.embed_tokens.weight"));
      for (int i = 0; i < tensor.shape().elements(); i++) {
        float expected =
            0.5f * FloatCodec.fromBfloat16(d.getShort(2 * i))
                + 0.5f * FloatCodec.fromBfloat16(t.getShort(2 * i));
        assertThat(head.getShort(2 * i)).isEqualTo(FloatCodec.toBfloat16(expected));
      }
      assertThat(merged.model().config().describe().tokens().tied()).isFalse();
      assertThat(ParentComparison.of(parents).errors(java.util.Set.of())).isEmpty();
    }
  }

  @Test
  void resultBeyondItsTypeStopsTheMergeAndIsNamed() throws IOException {
    for (Path parent : List.of(direct, new TinyCheckpoint().seed(2).write(think))) {
      poison(parent.resolve("model.safetensors"), FloatCodec.toBfloat16(99_840));
    }
    Files.deleteIfExists(think.resolve("model.safetensors.index.json"));
    try (ParentSet parents = open()) {
      assertThatThrownBy(() -> ModelMerger.merge(parents, linear("0.5"), DType.F16))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("element 31 of the result is 99840.0, too large for float16");
      assertThat(ModelMerger.merge(parents, linear("0.5"), DType.BF16).digest()).isNotEmpty();
    }
  }

  @Test
  void notANumberInAParentStopsTheMergeAndIsNamed() throws IOException {
    poison(think.resolve("model-00002-of-00002.safetensors"), (short) 0x7fc0);
    try (ParentSet parents = open()) {
      assertThatThrownBy(() -> ModelMerger.merge(parents, linear("0.5"), DType.BF16))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("Cannot merge tensor 'model.norm.weight'")
          .hasMessageContaining("element 31 of parent think")
          .hasMessageContaining("is NaN");
    }
  }

  @Test
  void parentsOfDifferentShapesAreRefusedWithBothNames() throws IOException {
    Path wide = new TinyCheckpoint().hiddenSize(48).write(directory.resolve("wide"));
    Map<ParentRole, org.apache.hadoop.fs.Path> mixed = pair();
    mixed.put(ParentRole.THINK, hadoop(wide));
    try (ParentSet parents = ParentSet.open(mixed)) {
      assertThatThrownBy(() -> ParentComparison.check(parents, java.util.Set.of()))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("direct = file:")
          .hasMessageContaining("wide")
          .hasMessageContaining(
              "tensor 'model.embed_tokens.weight' is [101, 32] in direct, [101, 48] in think");
    }
  }

  @Test
  void differentTokenizersAreRefusedUnlessAllowed() throws IOException {
    Files.writeString(think.resolve("tokenizer.json"), "{\"model\": {\"vocab\": {}}}");
    try (ParentSet parents = open()) {
      assertThatThrownBy(() -> ParentComparison.check(parents, java.util.Set.of()))
          .hasMessageContaining("tokenizer: vocabulary: 101 tokens differ, for example")
          .hasMessageContaining("allow: [tokenizer, added_tokens]");
      ParentComparison.check(parents, java.util.Set.of("tokenizer", "added_tokens"));
    }
  }

  private ParentSet open() throws IOException {
    return ParentSet.open(pair());
  }

  private Map<ParentRole, org.apache.hadoop.fs.Path> pair() {
    Map<ParentRole, org.apache.hadoop.fs.Path> pair = new TreeMap<>();
    pair.put(ParentRole.DIRECT, hadoop(direct));
    pair.put(ParentRole.THINK, hadoop(think));
    return pair;
  }

  private static org.apache.hadoop.fs.Path hadoop(Path path) {
    return new org.apache.hadoop.fs.Path(path.toUri());
  }

  private static MergePoint linear(String alpha) {
    return point(new Linear(), alpha);
  }

  private static MergePoint point(MergeMethod method, String alpha) {
    return GridPoint.of(method, ParameterValues.of(method, Map.of("alpha", new BigDecimal(alpha))));
  }

  private static ByteBuffer bytes(LocalTensor tensor) {
    return ((TensorBytes.InMemory) tensor.bytes())
        .buffer()
        .duplicate()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private static ByteBuffer slice(ParentSet parents, ParentRole role, TensorEntry tensor)
      throws IOException {
    Checkpoint checkpoint = parents.parent(role);
    return checkpoint.slice(checkpoint.tensor(tensor.name()), 0, (int) tensor.bytes());
  }

  /** Overwrites the last element of a shard. */
  private static void poison(Path shard, short bits) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(shard.toFile(), "rw")) {
      file.seek(file.length() - 2);
      file.write(bits & 0xff);
      file.write(bits >> 8);
    }
  }
}
