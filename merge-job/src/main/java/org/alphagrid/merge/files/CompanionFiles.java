package org.alphagrid.merge.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.GitLfsPointer;
import org.apache.hadoop.fs.Path;

/**
 * Writes the files beside the weights of a merged model: the donor's, with what merging changed.
 *
 * @param config the merged model's
 * @param donor the checkpoint whose generation settings and code are copied
 * @param tokens the checkpoint whose tokenizer files are copied
 * @param tokenizer a tokenizer.json in place of theirs
 * @param generationIds of tokens in the generation settings, where the tokenizer changed
 * @param chatTemplate a chat template in place of theirs
 */
public record CompanionFiles(
    MergedConfig config,
    Checkpoint donor,
    Checkpoint tokens,
    Optional<ObjectNode> tokenizer,
    Optional<SpecialTokenIds> generationIds,
    Optional<String> chatTemplate) {
  private static final String TOKENIZER = "tokenizer.json";
  private static final String SETTINGS = "tokenizer_config.json";
  private static final String TEMPLATE = "chat_template";
  private static final List<String> SEPARATE_TEMPLATES =
      List.of(TEMPLATE, "additional_chat_templates");
  private static final String GENERATION = "generation_config.json";
  private static final String CODE = "auto_map";

  /** Other forms of a tokenizer, which some readers prefer to tokenizer.json. */
  private static final Set<String> OTHER_FORMS =
      Set.of(
          "added_tokens.json",
          "merges.txt",
          "sentencepiece.bpe.model",
          "spiece.model",
          "tekken.json",
          "tokenizer.model",
          "vocab.json",
          "vocab.txt");

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /** Takes everything as the donor has it. */
  public static CompanionFiles of(Checkpoint donor, MergedConfig config) {
    return new CompanionFiles(
        config, donor, donor, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Writes them. */
  public void write(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, Path> file : tokens.companions().entrySet()) {
      files.put(file.getKey(), read(file.getValue()));
    }
    files.remove(GENERATION);
    takeFromDonor(files);
    if (tokenizer.isPresent()) {
      files.put(TOKENIZER, JSON.writeValueAsBytes(tokenizer.get()));
      files.keySet().removeIf(name -> OTHER_FORMS.contains(name) || name.endsWith(".tiktoken"));
    }
    changeSettings(files);
    boolean code = config.json().has(CODE) || settings(files).filter(s -> s.has(CODE)).isPresent();
    files.keySet().removeIf(name -> name.endsWith(".py") && !code);
    files.put(Checkpoint.CONFIG, JSON.writeValueAsBytes(config.json()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      HuggingFaceFiles.write(folder, file.getKey(), file.getValue());
    }
  }

  private static byte[] read(Path file) throws IOException {
    return GitLfsPointer.refuse(file, Storage.readBytes(file));
  }

  /** Generation settings and code belong to the network, not to the tokenizer. */
  private void takeFromDonor(Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, Path> file : donor.companions().entrySet()) {
      if (file.getKey().endsWith(".py") || file.getKey().equals(GENERATION)) {
        files.put(file.getKey(), read(file.getValue()));
      }
    }
    if (generationIds.isPresent()
        && files.containsKey(GENERATION)
        && JSON.readTree(files.get(GENERATION)) instanceof ObjectNode generation) {
      generationIds.get().putInto(generation);
      files.put(GENERATION, JSON.writeValueAsBytes(generation));
    }
  }

  private void changeSettings(Map<String, byte[]> files) throws IOException {
    Optional<ObjectNode> there = settings(files);
    ObjectNode settings = there.orElseGet(JSON::createObjectNode);
    ObjectNode before = settings.deepCopy();
    if (there.isPresent() && tokenizer.isPresent()) {
      putAddedTokens(settings);
    }
    if (CodeFiles.missing(settings.path(CODE), files.keySet()).isPresent()) {
      settings.remove(CODE);
    }
    if (chatTemplate.isPresent()) {
      files.keySet().removeIf(name -> SEPARATE_TEMPLATES.stream().anyMatch(name::startsWith));
      settings.put(TEMPLATE, chatTemplate.get());
    }
    if (!settings.equals(before)) {
      files.put(SETTINGS, JSON.writeValueAsBytes(settings));
    }
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
