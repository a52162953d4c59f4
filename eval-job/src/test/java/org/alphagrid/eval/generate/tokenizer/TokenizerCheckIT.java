package org.alphagrid.eval.generate.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.alphagrid.core.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files at which the tokenizer library would end the process, or not fail before it is used: each
 * is refused with a sentence, and what is like it but sound is read.
 */
class TokenizerCheckIT {
  private static final String MODEL =
      "{\"type\": \"WordLevel\", \"vocab\": {\"a\": 0, \"b\": 1, \"?\": 2}, \"unk_token\": \"?\"}";

  private static final String MERGES =
      """
      {"type": "BPE", "continuing_subword_prefix": "##", "vocab": {"a": 0, "##b": 1, "ab": 2, "b": 3},
       "merges": [%s]}
      """;

  @TempDir private Path folder;

  static Stream<Arguments> ending() {
    return Stream.of(
        Arguments.of("normalizer", map(""), "precompiled_charsmap is cut short"),
        Arguments.of("normalizer", map("AAAA"), "precompiled_charsmap is cut short"),
        Arguments.of("normalizer", map("!"), "precompiled_charsmap is no base64 text"),
        Arguments.of(
            "normalizer",
            "{\"type\": \"Sequence\", \"normalizers\": [{\"type\": \"Precompiled\"}]}",
            "precompiled_charsmap is no base64 text"),
        Arguments.of("normalizer", map(trie(1, 0, 0)), "leads out of itself"),
        Arguments.of("normalizer", map(trie(256, 'a', 0x100 | 'a')), "is not there: 353"),
        Arguments.of("normalizer", replace("{\"Regex\": \"^\"}"), "matches no text"),
        Arguments.of("normalizer", replace("{\"Regex\": \"x*\"}"), "matches no text"),
        Arguments.of("normalizer", replace("{\"String\": \"\"}"), "matches no text"),
        Arguments.of(
            "normalizer", "{\"type\": \"Prepend\", \"prepend\": \"\"}", "prepend is empty"),
        Arguments.of("decoder", "{\"type\": \"X\", \"a\": 1e400}", "number 1e400 is too large"),
        Arguments.of("decoder", "{\"type\": \"\\ud83d\"}", "half a surrogate pair"),
        Arguments.of("decoder", "[".repeat(101) + "]".repeat(101), "nesting depth"),
        Arguments.of("decoder", "{\"type\": ", "Cannot read tokenizer"),
        Arguments.of(
            "decoder",
            "{\"type\": \"Strip\", \"content\": \" \", \"start\": 0, \"stop\": 1}",
            "decoder: stop is 1 (supported: 0)"),
        Arguments.of(
            "pre_tokenizer",
            "{\"type\": \"FixedLength\", \"length\": 0}",
            "pre_tokenizer: length is 0 (must be > 0)"),
        Arguments.of(
            "post_processor",
            template("{\"SpecialToken\": {\"id\": \"c\", \"type_id\": 0}}"),
            "single has the token \"c\", special_tokens has not"),
        Arguments.of(
            "post_processor",
            template("{\"Sequence\": {\"id\": \"B\", \"type_id\": 0}}"),
            "single has the sequence \"B\" (must be \"A\")"),
        Arguments.of(
            "post_processor",
            "{\"type\": \"Sequence\", \"processors\": [%1$s, %1$s]}"
                .formatted(template("{\"SpecialToken\": {\"id\": \"b\", \"type_id\": 0}}")),
            "post_processor: several templates (supported: one)"),
        Arguments.of("model", MERGES.formatted("[\"a\", \"b\"]"), "'b' does not begin with"),
        Arguments.of("model", MERGES.formatted("\"a b\""), "'b' does not begin with"),
        Arguments.of("model", MODEL.replace("2", "-1"), "the id of '?' is -1 (must be"),
        Arguments.of("model", MODEL.replace("2", "4294967296"), "the id of '?' is 4294967296"),
        Arguments.of(
            "model",
            MODEL.replace("{\"a\"", "{\"a\": 0}, \"x\": {\"a\"").replace("0}", "0.5}"),
            "is 0.5"),
        Arguments.of("model", "[]", "model is no object"),
        Arguments.of("added_tokens", "[{\"content\": \"x\"}]", "the id is missing (must be"),
        Arguments.of("added_tokens", "[{\"id\": -7, \"content\": \"x\"}]", "the id -7 (must be"),
        Arguments.of(
            "added_tokens",
            "[{\"id\": 3, \"content\": \"%s\"}]".formatted("x".repeat(100_000)),
            "a content of 100000 characters (must be at most 4096)"),
        Arguments.of("model", "{\"type\": \"none\"}", "Cannot read tokenizer"));
  }

  private static String replace(String pattern) {
    return "{\"type\": \"Replace\", \"pattern\": %s, \"content\": \"b\"}".formatted(pattern);
  }

  private static String map(String base64) {
    return "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"%s\"}".formatted(base64);
  }

  /** Returns a table whose trie has units of zero, but for one, behind its length. */
  private static String trie(int units, int place, int unit) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * units + 1).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(4 * units);
    bytes.putInt(4 + 4 * place, unit);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static String template(String piece) {
    return """
        {"type": "TemplateProcessing", "single": [{"Sequence": {"id": "A", "type_id": 0}}, %s],
         "pair": [], "special_tokens": {"b": {"id": "b", "ids": [1], "tokens": ["b"]}}}
        """
        .formatted(piece);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("ending")
  void whatWouldEndTheProcessIsRefused(String part, String value, String message)
      throws IOException {
    Path file = file(part, value);
    assertThatThrownBy(() -> ModelTokenizer.open(file))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private static final String BLANK =
      "{\"id\": 3, \"content\": \"\\n\", \"single_word\": false, \"lstrip\": %s, \"rstrip\": true, \"normalized\": %s, \"special\": false}";

  @Test
  void tokensThatTheNormalizerTakesAwayAreRefused() throws IOException {
    for (String normalizer :
        new String[] {
          "{\"type\": \"Strip\", \"strip_left\": true, \"strip_right\": true}",
          "{\"type\": \"BertNormalizer\"}",
          replace("{\"Regex\": \"\\\\s\"}").replace("\"b\"", "\"\""),
        }) {
      Path file = file("normalizer", normalizer);
      String text = Files.readString(file);
      Files.writeString(file, text.replace("[]", "[" + BLANK.formatted(false, true) + "]"));
      assertThatThrownBy(() -> ModelTokenizer.open(file))
          .isInstanceOf(UserException.class)
          .hasMessageContaining("added_tokens: the normalizer leaves nothing of \"\\n\"");
    }
    Path both = file("added_tokens", "[" + BLANK.formatted(true, false) + "]");
    assertThatThrownBy(() -> ModelTokenizer.open(both))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("lstrip of the blank token \"\\n\" (supported: where no token has");
    Path file = file("added_tokens", "[" + BLANK.formatted(false, true) + "]");
    try (ModelTokenizer tokenizer = ModelTokenizer.open(file)) {
      assertThat(tokenizer.encode("a\nb")).isEqualTo(TokenIds.of(0, 3, 1));
    }
  }

  @Test
  void whatIsSoundIsRead() throws IOException {
    assertThat(ids("normalizer", map(trie(256, 0, 0)))).isEqualTo(TokenIds.of(0, 1));
    assertThat(ids("normalizer", map(replacing()))).isEqualTo(TokenIds.of(1, 1));
    assertThat(ids("normalizer", replace("{\"Regex\": \"a|x+\"}"))).isEqualTo(TokenIds.of(1, 1));
    String added = template("{\"SpecialToken\": {\"id\": \"b\", \"type_id\": 0}}");
    assertThat(ids("post_processor", added)).isEqualTo(TokenIds.of(0, 1, 1));
    assertThat(ids("model", MERGES.formatted("[\"a\", \"##b\"]"))).isNotNull();
    assertThat(ids("pre_tokenizer", "{\"type\": \"FixedLength\", \"length\": 1}"))
        .isEqualTo(TokenIds.of(0, 1));
  }

  /** Returns a table that makes b of a: one place of the trie leads to the text at 0. */
  private static String replacing() {
    int units = 512;
    byte[] text = "b\0".getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(4 + 4 * units + text.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(4 * units);
    bytes.putInt(4 + 4 * 'a', 'a' | 0x100 | 256 << 10); // a leaf, its value 256 places away
    bytes.position(4 + 4 * units);
    bytes.put(text);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private TokenIds ids(String part, String value) throws IOException {
    try (ModelTokenizer tokenizer = ModelTokenizer.open(file(part, value))) {
      return tokenizer.encodeAddingSpecial("ab");
    }
  }

  private Path file(String part, String value) throws IOException {
    String split =
        "{\"type\": \"Split\", \"pattern\": {\"Regex\": \".\"}, \"behavior\": \"Isolated\", \"invert\": false}";
    StringBuilder text = new StringBuilder("{\"version\": \"1.0\"");
    for (String name :
        new String[] {
          "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model"
        }) {
      String usual =
          switch (name) {
            case "added_tokens" -> "[]";
            case "pre_tokenizer" -> split;
            case "model" -> MODEL;
            default -> "null";
          };
      text.append(", \"%s\": %s".formatted(name, name.equals(part) ? value : usual));
    }
    Path file = folder.resolve("tokenizer.json");
    Files.writeString(file, text + "}");
    return file;
  }
}
