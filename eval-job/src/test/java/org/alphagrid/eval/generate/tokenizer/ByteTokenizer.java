package org.alphagrid.eval.generate.tokenizer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes tokenizer.json files of bytes with as many merges and added tokens as a test wants, in the
 * way of GPT-2 or of SentencePiece: bytes first, merges from {@link #FIRST_MERGE} on.
 */
public final class ByteTokenizer {
  /** Where the ids of merges begin; added tokens lie between the bytes and these. */
  public static final int FIRST_MERGE = 300;

  private static final String BLANK = "▁";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, Integer> added = new LinkedHashMap<>();
  private final List<String> ordinary = new ArrayList<>();
  private final List<List<String>> merges = new ArrayList<>();
  private boolean sentencePiece;

  /**
   * Writes blanks as U+2581, puts one before the text, and falls back to bytes, as Llama 2 does.
   */
  public ByteTokenizer sentencePiece() {
    sentencePiece = true;
    return this;
  }

  /** Adds a special token. */
  public ByteTokenizer special(String text, int id) {
    added.put(text, id);
    return this;
  }

  /** Adds a token that decoding never leaves out. */
  public ByteTokenizer ordinary(String text, int id) {
    ordinary.add(text);
    return special(text, id);
  }

  /** Joins two neighbours; earlier merges go first. */
  public ByteTokenizer merge(String left, String right) {
    merges.add(List.of(left, right));
    return this;
  }

  /** Writes the file into a folder. */
  public Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("tokenizer.json"), json());
  }

  private String json() {
    ObjectNode root = JSON.createObjectNode().put("version", "1.0");
    ArrayNode tokens = root.putArray("added_tokens");
    added.forEach(
        (text, id) ->
            tokens
                .addObject()
                .put("id", id)
                .put("content", text)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", !ordinary.contains(text)));
    ObjectNode model = root.putObject("model").put("type", "BPE");
    ObjectNode vocabulary = model.putObject("vocab");
    if (sentencePiece) {
      putSentencePiece(root, model, vocabulary);
    } else {
      putByteLevel(root, vocabulary);
    }
    added.forEach(vocabulary::put);
    ArrayNode rules = model.putArray("merges");
    int next = FIRST_MERGE;
    for (List<String> merge : merges) {
      String left = sentencePiece ? merge.get(0) : letters(merge.get(0));
      String right = sentencePiece ? merge.get(1) : letters(merge.get(1));
      rules.addArray().add(left).add(right);
      vocabulary.put(left + right, next++);
    }
    return root.toPrettyString();
  }

  private void putByteLevel(ObjectNode root, ObjectNode vocabulary) {
    for (String part : List.of("pre_tokenizer", "decoder")) {
      root.putObject(part)
          .put("type", "ByteLevel")
          .put("add_prefix_space", false)
          .put("trim_offsets", true)
          .put("use_regex", false);
    }
    for (int value = 0; value < 256; value++) {
      vocabulary.put(letter(value), value);
    }
  }

  /** Ids 3 to 127 are characters, those from 128 on the other bytes. */
  private static void putSentencePiece(ObjectNode root, ObjectNode model, ObjectNode vocabulary) {
    ObjectNode normalizer = root.putObject("normalizer").put("type", "Sequence");
    ArrayNode steps = normalizer.putArray("normalizers");
    steps.addObject().put("type", "Prepend").put("prepend", BLANK);
    replace(steps.addObject(), " ", BLANK);
    ArrayNode decoders = root.putObject("decoder").put("type", "Sequence").putArray("decoders");
    replace(decoders.addObject(), BLANK, " ");
    decoders.addObject().put("type", "ByteFallback");
    decoders.addObject().put("type", "Fuse");
    decoders.addObject().put("type", "Strip").put("content", " ").put("start", 1).put("stop", 0);
    model.put("byte_fallback", true).put("fuse_unk", true).put("unk_token", "<unk>");
    for (int value = '!'; value <= '~'; value++) {
      vocabulary.put(Character.toString(value), value);
    }
    vocabulary.put(BLANK, 127);
    for (int value = 3; value < 256; value++) {
      if (value < '!' || value > 127) {
        vocabulary.put("<0x%02X>".formatted(value), value);
      }
    }
  }

  private static void replace(ObjectNode step, String from, String to) {
    step.put("type", "Replace").put("content", to).putObject("pattern").put("String", from);
  }

  private static String letters(String text) {
    StringBuilder letters = new StringBuilder();
    for (byte one : text.getBytes(UTF_8)) {
      letters.append(letter(one & 0xff));
    }
    return letters.toString();
  }

  /** Bytes that cannot be printed are written as letters from U+0100 on. */
  private static String letter(int value) {
    int before = 0;
    for (int lower = 0; lower < value; lower++) {
      before += printable(lower) ? 0 : 1;
    }
    return Character.toString(printable(value) ? value : 256 + before);
  }

  private static boolean printable(int value) {
    return value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xff && value != 0xad;
  }
}
