package org.alphagrid.eval.template.jinja;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What Python's Jinja renders: written by {@code generate_goldens.py} beside the resource. */
final class Goldens {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private final JsonNode root;

  private Goldens(JsonNode root) {
    this.root = root;
  }

  static Goldens read() {
    try (InputStream in = Goldens.class.getResourceAsStream("goldens.json")) {
      return new Goldens(JSON.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode node(String name) {
    return root.path(name);
  }

  Stream<JsonNode> all(String name) {
    return StreamSupport.stream(root.path(name).spliterator(), false);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> variables(JsonNode node) {
    return (Map<String, Object>) value(node);
  }

  static Object value(JsonNode node) {
    return JSON.convertValue(node, Object.class);
  }
}
