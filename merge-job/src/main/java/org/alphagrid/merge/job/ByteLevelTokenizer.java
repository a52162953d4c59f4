package org.alphagrid.merge.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.files.HuggingFaceFiles;
import org.apache.hadoop.fs.Path;

/**
 * Writes a small byte-level BPE tokenizer (Sennrich et al., 2016; Radford et al., 2019, section
 * 2.2) with the special tokens of a thinking ChatML model. It takes any text; ids beyond its own,
 * in a larger embedding, decode to nothing.
 */
final class ByteLevelTokenizer {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int BYTES = 256;
  private static final String END_OF_TEXT = "<|endoftext|>";
  private static final String TURN_BEGIN = "<|im_start|>";
  private static final String TURN_END = "<|im_end|>";
  private static final String THOUGHT_BEGIN = "<think>";
  private static final String THOUGHT_END = "</think>";
  private static final List<String> SPECIAL =
      List.of(END_OF_TEXT, TURN_BEGIN, TURN_END, THOUGHT_BEGIN, THOUGHT_END);

  /** Frequent pairs of English; Ġ stands for a blank. */
  private static final List<String> MERGES =
      List.of(
          "Ġ t", "h e", "Ġ a", "i n", "r e", "o n", "e r", "a t", "Ġt he", "i s", "e n", "o r",
          "Ġ s", "Ġ w", "e s", "Ġ o", "n d", "Ġ c", "i t", "in g", "Ġ m", "e d", "Ġ p", "Ġ f",
          "o u", "Ġ b", "a l", "a n", "Ġ i", "Ġa nd");

  private static final String CHAT_TEMPLATE =
      "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n"
          + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}";

  private ByteLevelTokenizer() {}

  /** Ids it needs. */
  static int size() {
    return BYTES + SPECIAL.size() + MERGES.size();
  }

  /** Checks that an embedding has a row for each id. */
  static void requireRoom(int vocabularySize) {
    if (vocabularySize < size()) {
      throw new UserException(
          "Invalid vocab_size: %d (must be at least %d, the ids of the tokenizer written beside it)"
              .formatted(vocabularySize, size()));
    }
  }

  static void write(Path folder) throws IOException {
    write(folder, "tokenizer.json", tokenizer());
    ObjectNode config = JSON.createObjectNode();
    config.put("tokenizer_class", "PreTrainedTokenizerFast");
    config.put("eos_token", TURN_END);
    config.put("pad_token", END_OF_TEXT);
    config.put("chat_template", CHAT_TEMPLATE);
    write(folder, "tokenizer_config.json", config);
    ObjectNode generation = JSON.createObjectNode();
    generation.putArray("eos_token_id").add(id(TURN_END)).add(id(END_OF_TEXT));
    write(folder, "generation_config.json", generation);
  }

  private static void write(Path folder, String name, ObjectNode content) throws IOException {
    byte[] bytes = content.toPrettyString().getBytes(StandardCharsets.UTF_8);
    HuggingFaceFiles.write(folder, name, bytes);
  }

  private static int id(String special) {
    return BYTES + SPECIAL.indexOf(special);
  }

  private static ObjectNode tokenizer() {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", "1.0");
    ArrayNode added = root.putArray("added_tokens");
    for (String token : SPECIAL) {
      added
          .addObject()
          .put("id", id(token))
          .put("content", token)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", !token.equals(THOUGHT_BEGIN) && !token.equals(THOUGHT_END));
    }
    root.putObject("pre_tokenizer")
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
    root.putObject("decoder")
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", true)
        .put("use_regex", true);
    ObjectNode model = root.putObject("model").put("type", "BPE");
    ObjectNode vocabulary = model.putObject("vocab");
    for (int value = 0; value < BYTES; value++) {
      vocabulary.put(letter(value), value);
    }
    for (String token : SPECIAL) {
      vocabulary.put(token, id(token));
    }
    ArrayNode merges = model.putArray("merges");
    for (String merge : MERGES) {
      vocabulary.put(merge.replace(" ", ""), vocabulary.size());
      merges.add(merge);
    }
    return root;
  }

  /** Returns the printable character that stands for a byte: itself, or one from U+0100 on. */
  private static String letter(int value) {
    int unprintable = 0;
    for (int lower = 0; lower < value; lower++) {
      unprintable += printable(lower) ? 0 : 1;
    }
    return Character.toString(printable(value) ? value : BYTES + unprintable);
  }

  private static boolean printable(int value) {
    return value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xff && value != 0xad;
  }
}
