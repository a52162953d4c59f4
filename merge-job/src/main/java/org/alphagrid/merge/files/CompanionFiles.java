package org.alphagrid.merge.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/**
 * Writes the files beside the weights of a merged model: the donor's, with what merging changed.
 *
 * @param config the checkpoint whose config.json and generation settings are copied
 * @param tokens the checkpoint whose tokenizer files are copied
 * @param dtype of the merged weights
 * @param layers the number of layers, where it changed
 * @param vocabulary rows of the embedding, where they changed
 * @param tokenizer a tokenizer.json in place of the donor's
 * @param chatTemplate a chat template in place of the donor's
 */
public record CompanionFiles(
    Checkpoint config,
    Checkpoint tokens,
    DType dtype,
    OptionalInt layers,
    OptionalInt vocabulary,
    Optional<ObjectNode> tokenizer,
    Optional<String> chatTemplate) {
  private static final String TOKENIZER = "tokenizer.json";
  private static final String SETTINGS = "tokenizer_config.json";
  private static final String SEPARATE_TEMPLATE = "chat_template";
  private static final String GENERATION = "generation_config.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Takes everything as the donor has it. */
  public static CompanionFiles of(Checkpoint donor, DType dtype) {
    return new CompanionFiles(
        donor,
        donor,
        dtype,
        OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Writes them. */
  public void write(Path folder) throws IOException {
    HuggingFaceFiles.write(folder, Checkpoint.CONFIG, JSON.writeValueAsBytes(configuration()));
    Map<String, byte[]> files = new TreeMap<>();
    for (Path file : tokens.companions()) {
      files.put(file.getName(), Storage.readBytes(file));
    }
    files.remove(GENERATION);
    Path generation = new Path(config.directory(), GENERATION);
    if (Storage.exists(generation)) {
      files.put(GENERATION, Storage.readBytes(generation));
    }
    if (tokenizer.isPresent()) {
      files.put(TOKENIZER, JSON.writeValueAsBytes(tokenizer.get()));
      // The plain files would say something else, and readers prefer them.
      files.keySet().removeAll(java.util.Set.of("vocab.json", "merges.txt", "added_tokens.json"));
    }
    ObjectNode changed = settings(files).orElse(null);
    if (changed != null) {
      tokenizer.ifPresent(t -> putAddedTokens(changed));
    }
    if (chatTemplate.isPresent()) {
      files.keySet().removeIf(name -> name.startsWith(SEPARATE_TEMPLATE));
      ObjectNode settings = changed == null ? JSON.createObjectNode() : changed;
      settings.put(SEPARATE_TEMPLATE, chatTemplate.get());
      files.put(SETTINGS, JSON.writeValueAsBytes(settings));
    } else if (tokenizer.isPresent() && changed != null) {
      files.put(SETTINGS, JSON.writeValueAsBytes(changed));
    }
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      HuggingFaceFiles.write(folder, file.getKey(), file.getValue());
    }
  }

  private ObjectNode configuration() throws IOException {
    Path file = new Path(config.directory(), Checkpoint.CONFIG);
    ObjectNode root = (ObjectNode) JSON.readTree(Storage.readBytes(file));
    // Newer tools write "dtype", older ones read "torch_dtype"; change the key that is there.
    root.put(root.has("dtype") ? "dtype" : "torch_dtype", dtype.torchName());
    layers.ifPresent(count -> root.put("num_hidden_layers", count));
    vocabulary.ifPresent(rows -> root.put("vocab_size", rows));
    return root;
  }

  private static Optional<ObjectNode> settings(Map<String, byte[]> files) throws IOException {
    return files.containsKey(SETTINGS)
            && JSON.readTree(files.get(SETTINGS)) instanceof ObjectNode object
        ? Optional.of(object)
        : Optional.empty();
  }

  /** Readers take added tokens from the settings where those list them. */
  private void putAddedTokens(ObjectNode settings) {
    if (!settings.has("added_tokens_decoder")) {
      return;
    }
    ObjectNode decoder = settings.putObject("added_tokens_decoder");
    ArrayNode added =
        tokenizer.orElseThrow().path("added_tokens") instanceof ArrayNode list
            ? list
            : JSON.createArrayNode();
    for (JsonNode token : added) {
      ObjectNode copy = token.deepCopy();
      copy.remove("id");
      decoder.set(token.path("id").asText(), copy);
    }
  }
}
