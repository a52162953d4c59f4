package org.alphagrid.merge.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.compatibility.Difference.Weight;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointComparisonTest {
  @TempDir Path directory;
  private Path direct;
  private Path think;

  @BeforeEach
  void writeParents() throws IOException {
    direct = new TinyCheckpoint().seed(1).write(directory.resolve("direct"));
    think = new TinyCheckpoint().seed(2).write(directory.resolve("think"));
  }

  @Test
  void siblingsHaveNoDifferences() throws IOException {
    assertThat(compare()).isEmpty();
  }

  @Test
  void keysThatChangeTheModelAreErrorsUnlessAllowedByName() throws IOException {
    think =
        new TinyCheckpoint()
            .with("rope_theta", 1_000_000)
            .with("rms_norm_eps", 1e-5)
            .with("max_position_embeddings", 512)
            .write(directory.resolve("other"));
    assertThat(compare())
        .extracting(Difference::name)
        .containsExactly(
            "config.max_position_embeddings", "config.rms_norm_eps", "config.rope_theta");
    try (Checkpoint ours = open(direct);
        Checkpoint theirs = open(think)) {
      CheckpointComparison comparison = of(ours, theirs);
      assertThatThrownBy(
              () -> comparison.requireMergeable(Set.of("config.rms_norm_eps"), AllowNotation.SWEEP))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("config.json: rope_theta is 10000 in direct, 1000000 in think")
          .hasMessageContaining("allow: [config.max_position_embeddings, config.rope_theta]");
      comparison.requireMergeable(
          Set.of("config.max_position_embeddings", "config.rms_norm_eps", "config.rope_theta"),
          AllowNotation.SWEEP);
    }
  }

  @Test
  void neutralKeysAndImpliedDefaultsAreNotes() throws IOException {
    think =
        new TinyCheckpoint()
            .with("torch_dtype", "float32")
            .with("use_sliding_window", false)
            .with("rope_theta", 10_000.0)
            .write(directory.resolve("other"));
    assertThat(compare()).hasSize(2).allMatch(d -> d.weight() == Weight.NOTE);
  }

  @Test
  void anotherFamilyCannotBeMergedAndAnUnknownOneMustBeAllowed() throws IOException {
    edit(think, "config.json", "\"qwen3\"", "\"mystery\"");
    assertThat(compare())
        .anyMatch(d -> d.name().equals("config.model_type") && d.weight() == Weight.FATAL);
    edit(direct, "config.json", "\"qwen3\"", "\"mystery\"");
    List<Difference> both = compare();
    assertThat(both).extracting(Difference::name).containsExactly("family");
    assertThat(both.get(0).text()).contains("can be merged, not evaluated", "'mystery'");
  }

  @Test
  void differentShapesVocabulariesAndMissingHeadsAreReported() throws IOException {
    think = new TinyCheckpoint().vocabulary(104).write(directory.resolve("padded"));
    assertThat(compare())
        .anyMatch(
            d ->
                d.name().equals("vocabulary")
                    && d.weight() == Weight.FATAL
                    && d.text()
                        .startsWith(
                            "tensor 'model.embed_tokens.weight' is [101, 32] in direct,"
                                + " [104, 32] in think"));
    think = new TinyCheckpoint().tied(false).write(directory.resolve("untied"));
    assertThat(compare())
        .anyMatch(
            d ->
                d.name().equals("tensors")
                    && d.text()
                        .equals(
                            "tensor 'lm_head.weight' is in think, not in direct, which has no head of"
                                + " its own"))
        .anyMatch(d -> d.name().equals("config.tie_word_embeddings"));
    think = new TinyCheckpoint().hiddenSize(48).write(directory.resolve("wide"));
    assertThat(compare()).anyMatch(d -> d.name().equals("shapes") && d.weight() == Weight.FATAL);
    think = new TinyCheckpoint().dtype(DType.F32).write(directory.resolve("wide32"));
    assertThat(compare())
        .singleElement()
        .satisfies(d -> assertThat(d.text()).contains("element types differ in 24 tensors"));
  }

  @Test
  void storedHeadOfATiedModelMustEqualTheEmbedding() throws IOException {
    TinyCheckpoint.copyOfTheEmbeddingAsHead(think);
    assertThat(compare())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.weight()).isEqualTo(Weight.NOTE);
              assertThat(d.text()).contains("'lm_head.weight' of think is its embedding once more");
            });
    try (Checkpoint with = open(think);
        Checkpoint without =
            open(new TinyCheckpoint().seed(2).write(directory.resolve("without")))) {
      assertThat(with.tensor("lm_head.weight")).isNull();
      assertThat(WeightDigest.of(with)).isEqualTo(WeightDigest.of(without));
    }
    Path head = think.resolve("model-2.safetensors");
    byte[] bytes = Files.readAllBytes(head);
    bytes[bytes.length - 1] ^= 1;
    Files.write(head, bytes);
    assertThat(compare())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.weight()).isEqualTo(Weight.MODEL);
              assertThat(d.name()).isEqualTo("tied_head");
              assertThat(d.text())
                  .contains(
                      "'lm_head.weight' of think is not the embedding from element 3231 on, but"
                          + " config.json ties them");
            });
    assertThat(DifferenceNames.requireAllowable("tied_head")).isNotEmpty();
  }

  @Test
  void tokenizersAreComparedTokenByToken() throws IOException {
    edit(think, "tokenizer.json", "\"a\":", "\"aa\":");
    edit(think, "tokenizer.json", "\"type\":\"Fuse\"", "\"type\":\"ByteLevel\"");
    edit(think, "tokenizer.json", "\"merges\":[]", "\"merges\":[[\"a\",\"b\"]]");
    assertThat(compare())
        .extracting(Difference::text)
        .anyMatch(text -> text.startsWith("vocabulary: 2 tokens differ, for example 'a' is"))
        .anyMatch(text -> text.contains("'decoder' differs between direct and think"))
        .anyMatch(text -> text.contains("the merge rules differ"));
    edit(direct, "tokenizer.json", "\"a\":", "\"aa\":");
    edit(direct, "tokenizer.json", "\"type\":\"Fuse\"", "\"type\":\"ByteLevel\"");
    edit(direct, "tokenizer.json", "\"merges\":[]", "\"merges\":[\"a b\"]");
    assertThat(compare()).as("a pair of tokens or one text with a blank").isEmpty();
    Files.delete(think.resolve("tokenizer.json"));
    assertThat(compare())
        .extracting(Difference::text)
        .contains("tokenizer.json is in direct, not in think");
  }

  @Test
  void addedTokensSpecialTokensAndTemplatesHaveNamesOfTheirOwn() throws IOException {
    edit(think, "tokenizer.json", "\"special\":false", "\"special\":true");
    edit(think, "tokenizer_config.json", "<|im_end|>\",", "<|endoftext|>\",");
    edit(think, "generation_config.json", "[2, 0]", "[2]");
    Files.writeString(think.resolve("chat_template.jinja"), "{{ messages }}");
    assertThat(compare())
        .extracting(Difference::name)
        .containsExactly("added_tokens", "chat_template", "special_tokens", "generation_config");
  }

  @Test
  void brokenJsonIsNamed() throws IOException {
    Files.writeString(think.resolve("tokenizer.json"), "{");
    assertThatThrownBy(this::compare)
        .hasMessageContaining("tokenizer.json of think: not valid JSON");
  }

  @Test
  void onlyDifferencesThatExistCanBeAllowed() {
    assertThat(DifferenceNames.requireAllowable("config.rope_theta")).isNotEmpty();
    assertThatThrownBy(() -> DifferenceNames.requireAllowable("chat_templat"))
        .hasMessageContaining("Unknown difference 'chat_templat'; did you mean 'chat_template'?");
    assertThatThrownBy(() -> DifferenceNames.requireAllowable("shapes"))
        .hasMessageContaining("Unknown difference 'shapes'");
  }

  private List<Difference> compare() throws IOException {
    try (Checkpoint ours = open(direct);
        Checkpoint theirs = open(think)) {
      return of(ours, theirs).differences();
    }
  }

  private static CheckpointComparison of(Checkpoint ours, Checkpoint theirs) throws IOException {
    return CheckpointComparison.of(
        List.of(new NamedCheckpoint("direct", ours), new NamedCheckpoint("think", theirs)));
  }

  private static Checkpoint open(Path path) throws IOException {
    return Checkpoint.open(new org.apache.hadoop.fs.Path(path.toUri()));
  }

  private static void edit(Path folder, String file, String from, String to) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    Files.writeString(path, text.replace(from, to));
  }
}
