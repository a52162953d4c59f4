package org.alphagrid.eval.prompt;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.generate.tokenizer.ModelTokenizer;
import org.alphagrid.eval.protocol.Protocol;
import org.alphagrid.eval.template.TokenizerConfig;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/**
 * Finds the ids that end a completion: the protocol's stop texts, or else those that any of the
 * model's files names: {@code eos_token_id} of generation_config.json and of config.json, and the
 * tokenizer's {@code eos_token}. All of them count, because published files often leave one out.
 */
final class StopTokens {
  private static final String KEY = "eos_token_id";
  private static final List<String> FILES = List.of("generation_config.json", Checkpoint.CONFIG);

  private StopTokens() {}

  /**
   * Returns the ids of a protocol's stop texts.
   *
   * @param model what the tokenizer belongs to, for messages
   * @throws UserException when one is not one token
   */
  static Set<Integer> ofProtocol(Protocol protocol, ModelTokenizer tokenizer, Path model) {
    Set<Integer> ids = new TreeSet<>();
    for (String text : protocol.stop()) {
      ids.add(
          tokenizer
              .id(text)
              .orElseThrow(
                  () ->
                      new UserException(
                          "Invalid stop of protocol '%s': '%s' (must be one token of the model %s; parents with other tokens can have protocols of their own: eval.protocols)"
                              .formatted(protocol.name(), text, model))));
    }
    return ids;
  }

  /** Returns the ids that the files of a model name; may be empty. */
  static Set<Integer> ofModel(Path model, TokenizerConfig config, ModelTokenizer tokenizer)
      throws IOException {
    Set<Integer> ids = new TreeSet<>();
    for (String name : FILES) {
      Path file = new Path(model, name);
      if (Storage.exists(file)) {
        ids.addAll(ids(file));
      }
    }
    if (config.specialTokens().get("eos_token") instanceof String eos) {
      tokenizer.id(eos).ifPresent(ids::add);
    }
    return ids;
  }

  private static Set<Integer> ids(Path file) throws IOException {
    Set<Integer> ids = new TreeSet<>();
    JsonNode eos = read(file).path(KEY);
    for (JsonNode id : eos.isArray() ? eos : List.of(eos)) {
      if (id.isInt()) {
        ids.add(id.intValue());
      } else if (!id.isNull() && !id.isMissingNode()) {
        throw new UserException(
            "Invalid %s: %s (must be a token id or a list of them; in %s)"
                .formatted(KEY, eos, file));
      }
    }
    return ids;
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      return new ObjectMapper().readTree(Storage.readBytes(file));
    } catch (JacksonException e) {
      throw new UserException("Cannot read %s: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /** Stops where nothing ends a completion. */
  static void requireAny(Set<Integer> ids, Path model) {
    if (ids.isEmpty()) {
      throw new UserException(
          "Cannot tell when %s stops: neither of %s has %s, its tokenizer_config.json has no eos_token, and the protocol gives no stop"
              .formatted(model, FILES, KEY));
    }
  }
}
