package org.alphagrid.merge.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * Says which ids the tokens have that settings name, where a merged model has another tokenizer
 * than the model whose settings it has.
 *
 * @param bos begins a text, if any does
 * @param eos end a completion
 * @param pad fills up, if any does
 * @param others written id by the donor's id, for whatever else settings name
 */
public record SpecialTokenIds(
    OptionalInt bos, List<Integer> eos, OptionalInt pad, Map<Integer, Integer> others) {
  private static final String BOS = "bos_token_id";
  private static final String EOS = "eos_token_id";
  private static final String PAD = "pad_token_id";
  private static final List<String> ENDINGS = List.of("_token_id", "_token_index");

  public SpecialTokenIds {
    eos = List.copyOf(eos);
    others = Map.copyOf(others);
  }

  /** Puts the ids in; an id of a token that is not there is taken out. */
  void putInto(ObjectNode settings) {
    Map<String, JsonNode> found = new TreeMap<>();
    settings.properties().forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    found.forEach(
        (key, value) -> {
          boolean named = List.of(BOS, EOS, PAD).contains(key);
          if (!named && value.isInt() && ENDINGS.stream().anyMatch(key::endsWith)) {
            Integer id = others.get(value.asInt());
            put(settings, key, id == null ? List.of() : List.of(id));
          }
        });
    put(settings, BOS, list(bos));
    put(settings, EOS, eos);
    put(settings, PAD, list(pad));
  }

  private static List<Integer> list(OptionalInt id) {
    List<Integer> ids = new ArrayList<>();
    id.ifPresent(ids::add);
    return ids;
  }

  private static void put(ObjectNode settings, String key, List<Integer> ids) {
    if (ids.isEmpty()) {
      settings.remove(key);
    } else if (ids.size() == 1) {
      settings.set(key, IntNode.valueOf(ids.get(0)));
    } else {
      ArrayNode list = settings.putArray(key);
      ids.forEach(list::add);
    }
  }
}
