package org.alphagrid.merge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A checkpoint can be read otherwise than it is stored, and buffers are no weights of it. */
class ReadingTest {
  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";

  @TempDir Path directory;

  @Test
  void embeddingStandsForTheHeadWhereAnotherModelHasOne() throws IOException {
    Map<String, Checkpoint> models = models(true, false);
    Checkpoint tied = models.get("first");
    SeparateHeads.where(models);
    Checkpoint read = models.get("first");
    assertThat(bytes(read, HEAD)).isEqualTo(bytes(tied, EMBEDDING));
    assertThat(read.tensor(HEAD).shape()).isEqualTo(tied.tensor(EMBEDDING).shape());
    assertThat(read.config().tiesHead()).isFalse();
    assertThat(read.config().describe().tokens().tied()).isFalse();
    assertThat(read.asStored().tensor(HEAD)).isNull();
    assertThat(models.get("second").reading()).isEqualTo(Reading.AS_STORED);
    // The same weights as before for whoever remembers them.
    assertThat(WeightDigest.of(read.asStored())).isEqualTo(WeightDigest.of(tied));
    models.values().forEach(ReadingTest::close);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void modelsWithEqualHeadsAreReadAsTheyAre(boolean tied) throws IOException {
    Map<String, Checkpoint> models = models(tied, tied);
    SeparateHeads.where(models);
    assertThat(models.values())
        .allSatisfy(model -> assertThat(model.reading()).isEqualTo(Reading.AS_STORED));
    models.values().forEach(ReadingTest::close);
  }

  @Test
  void lostHeadIsNotMadeUp() throws IOException {
    Map<String, Checkpoint> models = models(true, false);
    close(models.get("first"));
    Path config = directory.resolve("first/config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"tie_word_embeddings\" : true", "\"tie_word_embeddings\" : false"));
    models.put("first", open("first"));
    SeparateHeads.where(models);
    assertThat(models.get("first").tensor(HEAD)).isNull();
    models.values().forEach(ReadingTest::close);
  }

  @Test
  void firstRowsAreReadOfMatricesOfTokensAlone() throws IOException {
    new TinyCheckpoint().tied(false).vocabulary(110).write(directory.resolve("padded"));
    try (Checkpoint stored = open("padded")) {
      Checkpoint read = stored.as(new Reading(false, 104));
      for (String matrix : new String[] {EMBEDDING, HEAD}) {
        assertThat(read.tensor(matrix).shape()).isEqualTo(Shape.of(104, 32));
        assertThat(bytes(read, matrix))
            .isEqualTo(java.util.Arrays.copyOf(bytes(stored, matrix), 104 * 32 * 2));
      }
      String other = "model.layers.0.mlp.up_proj.weight";
      assertThat(bytes(read, other)).isEqualTo(bytes(stored, other));
      assertThat(read.config().describe().vocabularySize()).isEqualTo(104);
    }
  }

  @Test
  void positionsAndPatchesAreNoTokens() {
    assertThat(TokenMatrices.contain(entry("transformer.wte.weight"))).isTrue();
    assertThat(TokenMatrices.contain(entry("lm_head.weight"))).isTrue();
    assertThat(TokenMatrices.contain(entry("transformer.wpe.weight"))).isFalse();
    assertThat(TokenMatrices.contain(entry("model.embed_positions.weight"))).isFalse();
    assertThat(TokenMatrices.contain(entry("vision_tower.patch_embed.weight"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "model.layers.0.self_attn.rotary_emb.inv_freq, F32, 1",
    "model.rotary_emb.original_inv_freq, F32, 1",
    "h.0.attn.bias, BOOL, 4",
    "h.0.attn.masked_bias, F32, 0",
    "gpt_neox.layers.0.attention.bias, U8, 4",
    "embeddings.position_ids, I64, 2",
    "model.layers.0.self_attn.causal_mask, BOOL, 2",
  })
  void buffersAreNoWeights(String name, String dtype, int rank) throws IOException {
    int bytes = dtype.endsWith("64") ? 8 : dtype.startsWith("F") ? 4 : 1;
    long[] shape = new long[rank];
    java.util.Arrays.fill(shape, 1);
    Files.writeString(directory.resolve("config.json"), new TinyCheckpoint().config());
    new RawSafetensors()
        .add("model.norm.weight", 1, 2)
        .add(name, dtype, shape, new byte[bytes])
        .add("model.other.weight", 1, 2)
        .write(directory.resolve("model.safetensors"));
    try (Checkpoint checkpoint = open("")) {
      assertThat(checkpoint.tensors())
          .extracting(TensorEntry::name)
          .containsExactly("model.norm.weight", "model.other.weight");
      assertThat(checkpoint.buffers()).containsExactly(name);
    }
  }

  @Test
  void biasesAndDamagedBuffersAreNotOverlooked() throws IOException {
    Files.writeString(directory.resolve("config.json"), new TinyCheckpoint().config());
    new RawSafetensors()
        .add("model.layers.0.attention.bias", 1, 2)
        .write(directory.resolve("model.safetensors"));
    try (Checkpoint checkpoint = open("")) {
      assertThat(checkpoint.buffers()).isEmpty();
      assertThat(checkpoint.tensors()).hasSize(1);
    }
    Path file =
        new RawSafetensors()
            .add("rotary_emb.inv_freq", "F32", new long[] {2}, new byte[8])
            .write(directory.resolve("model.safetensors"));
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 80));
    assertThatThrownBy(() -> open(""))
        .hasMessageContaining("Cannot read tensor 'rotary_emb.inv_freq'");
  }

  private static TensorEntry entry(String name) {
    return new TensorEntry(name, org.alphagrid.merge.tensor.DType.F32, Shape.of(2, 1), 0, 8);
  }

  private Map<String, Checkpoint> models(boolean firstTied, boolean secondTied) throws IOException {
    new TinyCheckpoint().seed(1).tied(firstTied).write(directory.resolve("first"));
    new TinyCheckpoint().seed(2).tied(secondTied).write(directory.resolve("second"));
    Map<String, Checkpoint> models = new TreeMap<>();
    models.put("first", open("first"));
    models.put("second", open("second"));
    return models;
  }

  private Checkpoint open(String name) throws IOException {
    return Checkpoint.open(new org.apache.hadoop.fs.Path(directory.resolve(name).toUri()));
  }

  private static byte[] bytes(Checkpoint checkpoint, String tensor) throws IOException {
    TensorEntry entry = checkpoint.tensor(tensor);
    ByteBuffer slice = checkpoint.slice(entry, 0, (int) entry.bytes());
    byte[] bytes = new byte[slice.remaining()];
    slice.get(bytes);
    return bytes;
  }

  private static void close(Checkpoint checkpoint) {
    try {
      checkpoint.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
