package org.alphagrid.eval.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small tokenizers of every model type of {@code tokenizer.json}, with most parts there are. */
enum TokenizerSample {
  CHARACTERS(
      """
      {"type": "BPE", "vocab": {%s}, "merges": [], "byte_fallback": false, "unk_token": null}
      """,
      "null", "null", "null", "{\"type\": \"Fuse\"}"),
  BYTES(
      """
      {"type": "BPE", "dropout": null, "unk_token": "?", "fuse_unk": true, "ignore_merges": false,
       "continuing_subword_prefix": "", "end_of_word_suffix": "", "byte_fallback": true,
       "vocab": {%s, "th": 101, "the": 102, "an": 103}, "merges": [["t", "h"], ["th", "e"], ["a", "n"]]}
      """,
      """
      {"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Prepend", "prepend": " "},
       {"type": "Replace", "pattern": {"String": "  "}, "content": " "}]}
      """,
      """
      {"type": "Sequence", "pretokenizers": [
       {"type": "Split", "pattern": {"Regex": "\\\\s?[a-z]+|[0-9]{1,3}|\\\\s+"}, "behavior": "Isolated", "invert": false},
       {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]}
      """,
      """
      {"type": "TemplateProcessing",
       "single": [{"SpecialToken": {"id": "<|endoftext|>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}],
       "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
       "special_tokens": {"<|endoftext|>": {"id": "<|endoftext|>", "ids": [0], "tokens": ["<|endoftext|>"]}}}
      """,
      """
      {"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "Fuse"},
       {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
      """),
  PIECES(
      """
      {"type": "Unigram", "unk_id": 0, "byte_fallback": false, "vocab": [%s]}
      """,
      "{\"type\": \"Precompiled\", \"precompiled_charsmap\": \"\"}",
      "{\"type\": \"Metaspace\", \"replacement\": \"_\", \"prepend_scheme\": \"always\", \"split\": true}",
      "null",
      "{\"type\": \"Metaspace\", \"replacement\": \"_\", \"prepend_scheme\": \"always\"}"),
  WORD_PIECES(
      """
      {"type": "WordPiece", "unk_token": "?", "continuing_subword_prefix": "##",
       "max_input_chars_per_word": 100, "vocab": {%s}}
      """,
      """
      {"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
       "strip_accents": null, "lowercase": true}
      """,
      "{\"type\": \"BertPreTokenizer\"}",
      "{\"type\": \"BertProcessing\", \"sep\": [\"<|im_end|>\", 2], \"cls\": [\"<|im_start|>\", 1]}",
      "{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true}"),
  WORDS(
      """
      {"type": "WordLevel", "unk_token": "?", "vocab": {%s}}
      """,
      "{\"type\": \"Lowercase\"}",
      "{\"type\": \"Punctuation\", \"behavior\": \"Contiguous\"}",
      "null",
      "{\"type\": \"CTC\", \"pad_token\": \"<|endoftext|>\", \"word_delimiter_token\": \"|\", \"cleanup\": true}");

  private static final String[] SPECIAL = {
    "<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>"
  };

  private static final int FIRST_CHARACTER = 6;

  private final String model;
  private final String parts;

  TokenizerSample(
      String model, String normalizer, String pretokenizer, String processor, String decoder) {
    this.model = model;
    this.parts =
        """
         "normalizer": %s, "pre_tokenizer": %s, "post_processor": %s, "decoder": %s
        """
            .formatted(normalizer, pretokenizer, processor, decoder);
  }

  void write(Path file) throws IOException {
    String vocabulary = this == PIECES ? scores() : ids();
    Files.writeString(
        file,
        """
        {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [%s], %s,
         "model": %s}
        """
            .formatted(added(), parts, model.formatted(vocabulary)));
  }

  /** Special tokens, a line's end, and the printable characters of ASCII: 101 in all. */
  private static String token(int id) {
    String text =
        id < SPECIAL.length
            ? SPECIAL[id]
            : id < FIRST_CHARACTER ? "\\n" : Character.toString(' ' + id - FIRST_CHARACTER);
    return text.equals("\"") || text.equals("\\") ? "\\" + text : text;
  }

  private static String ids() {
    return IntStream.range(0, 101)
        .mapToObj(id -> "\"%s\": %d".formatted(token(id), id))
        .collect(Collectors.joining(", "));
  }

  private static String scores() {
    return IntStream.range(0, 101)
        .mapToObj(id -> "[\"%s\", %s]".formatted(token(id), -1.5 - id / 10.0))
        .collect(Collectors.joining(", "));
  }

  private static String added() {
    return IntStream.range(0, SPECIAL.length)
        .mapToObj(
            id ->
                """
                {"id": %d, "content": "%s", "single_word": false, "lstrip": false,
                 "rstrip": false, "normalized": false, "special": %s}
                """
                    .formatted(id, SPECIAL[id], id < 3))
        .collect(Collectors.joining(", "));
  }
}
