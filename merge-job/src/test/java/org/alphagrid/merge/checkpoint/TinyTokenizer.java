package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A tokenizer of single characters with the special tokens of a thinking ChatML model. */
final class TinyTokenizer {
  private static final List<String> SPECIAL =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>");
  private static final String CHAT_TEMPLATE =
      "{% for message in messages %}<|im_start|>{{ message.role }}\\n{{ message.content }}<|im_end|>\\n"
          + "{% endfor %}{% if add_generation_prompt %}<|im_start|>assistant\\n{% endif %}";

  private TinyTokenizer() {}

  static void write(Path directory) throws IOException {
    Files.write(
        directory.resolve("tokenizer.json"), new ObjectMapper().writeValueAsBytes(tokens()));
    Files.writeString(
        directory.resolve("tokenizer_config.json"),
        "{\"eos_token\": \"<|im_end|>\", \"chat_template\": \"%s\"}".formatted(CHAT_TEMPLATE));
    Files.writeString(directory.resolve("generation_config.json"), "{\"eos_token_id\": [2, 0]}\n");
  }

  private static ObjectNode tokens() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("version", "1.0");
    var added = root.putArray("added_tokens");
    ObjectNode model = root.putObject("model");
    model.put("type", "BPE");
    ObjectNode vocabulary = model.putObject("vocab");
    for (String token : SPECIAL) {
      added
          .addObject()
          .put("id", vocabulary.size())
          .put("content", token)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", !token.contains("think"));
      vocabulary.put(token, vocabulary.size());
    }
    vocabulary.put("\n", vocabulary.size());
    for (char character = ' '; character <= '~'; character++) {
      vocabulary.put(String.valueOf(character), vocabulary.size());
    }
    model.putArray("merges");
    root.putObject("decoder").put("type", "Fuse");
    return root;
  }
}
