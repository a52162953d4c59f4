package org.alphagrid.eval.prompt;

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
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/**
 * Finds the ids that end a completion: the protocol's stop texts, or else {@code eos_token_id} of
 * the model's generation_config.json, or else that of its config.json.
 */
final class StopTokens {
  private static final String KEY = "eos_token_id";
  private static final List<String> FILES = List.of("generation_config.json", Checkpoint.CONFIG);

  private StopTokens() {}

  static Set<Integer> find(Protocol protocol, ModelTokenizer tokenizer, Path model)
      throws IOException {
    return protocol.stop().isEmpty() ? ofModel(model) : ofProtocol(protocol, tokenizer);
  }

  private static Set<Integer> ofProtocol(Protocol protocol, ModelTokenizer tokenizer) {
    Set<Integer> ids = new TreeSet<>();
    for (String text : protocol.stop()) {
      ids.add(
          tokenizer
              .id(text)
              .orElseThrow(
                  () ->
                      new UserException(
                          "Invalid stop of protocol '%s': '%s' (must be one token of the model)"
                              .formatted(protocol.name(), text))));
    }
    return ids;
  }

  private static Set<Integer> ofModel(Path model) throws IOException {
    for (String name : FILES) {
      Path file = new Path(model, name);
      if (Storage.exists(file)) {
        JsonNode eos = new ObjectMapper().readTree(Storage.readBytes(file)).path(KEY);
        Set<Integer> ids = new TreeSet<>();
        (eos.isArray() ? eos : List.of(eos))
            .forEach(
                id -> {
                  if (id.isInt()) {
                    ids.add(id.intValue());
                  }
                });
        if (!ids.isEmpty()) {
          return ids;
        }
      }
    }
    throw new UserException(
        "Cannot tell when %s stops: neither of %s has %s, and the protocol gives no stop"
            .formatted(model, FILES, KEY));
  }
}
