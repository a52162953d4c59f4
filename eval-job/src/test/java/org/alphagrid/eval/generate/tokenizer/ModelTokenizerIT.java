package org.alphagrid.eval.generate.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTokenizerIT {
  private static final String CHARACTERS =
      """
      {"version": "1.0", "truncation": null, "padding": null,
       "added_tokens": [
         {"id": 4, "content": "<|im_end|>", "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false, "special": true},
         {"id": %d, "content": "</think>", "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false, "special": false}],
       "normalizer": null,
       "pre_tokenizer": {"type": "Split", "pattern": {"Regex": "."}, "behavior": "Isolated",
         "invert": false},
       "post_processor": null, "decoder": {"type": "Fuse"},
       "model": {"type": "WordLevel", "vocab": {"a": 0, "b": 1, "?": 2, " ": 3},
         "unk_token": "?"}}
      """;

  @TempDir private Path folder;

  @Test
  void textSurvivesEncodingAndDecoding() throws IOException {
    try (ModelTokenizer tokenizer = tokenizer(5)) {
      TokenIds ids = tokenizer.encode("ab</think>ba<|im_end|>");
      assertThat(ids).isEqualTo(TokenIds.of(0, 1, 5, 1, 0, 4));
      assertThat(tokenizer.decode(ids)).isEqualTo("ab</think>ba<|im_end|>");
      assertThat(tokenizer.decodeWithoutSpecial(ids)).isEqualTo("ab</think>ba");
    }
  }

  /** The library's default cuts at 512. */
  @Test
  void longTextIsNotCut() throws IOException {
    try (ModelTokenizer tokenizer = tokenizer(5)) {
      assertThat(tokenizer.encode("ab".repeat(2000)).length()).isEqualTo(4000);
    }
  }

  @Test
  void tokensAreFoundByText() throws IOException {
    try (ModelTokenizer tokenizer = tokenizer(5)) {
      assertThat(tokenizer.id("</think>")).hasValue(5);
      assertThat(tokenizer.id("<|im_end|>")).hasValue(4);
      assertThat(tokenizer.id("b")).hasValue(1);
      assertThat(tokenizer.id("<think>")).isEmpty();
      assertThat(tokenizer.id("x")).isEmpty();
      assertThat(tokenizer.id("ab")).isEmpty();
    }
  }

  @Test
  void damagedFileIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": 3}");
    assertThatThrownBy(() -> ModelTokenizer.open(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> ModelTokenizer.open(folder.resolve("absent.json")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("absent.json");
  }

  private ModelTokenizer tokenizer(int closeId) throws IOException {
    Path file = folder.resolve("tokenizer-" + closeId + ".json");
    // The library numbers added tokens itself, so ids between must be taken by the vocabulary.
    StringBuilder vocabulary = new StringBuilder("\" \": 3");
    for (int id = 5; id < closeId; id++) {
      vocabulary.append(", \"w%d\": %d".formatted(id, id));
    }
    String json = CHARACTERS.formatted(closeId).replace("\" \": 3", vocabulary);
    return ModelTokenizer.open(Files.writeString(file, json));
  }
}
