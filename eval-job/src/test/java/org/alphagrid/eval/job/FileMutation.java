package org.alphagrid.eval.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes a JSON file at random: its values, its keys, its text. The same seed, the same file. */
final class FileMutation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_SIZE = 2_000_000;

  /** As JSON: other types, signs, borders of number types, nothing. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "2",
          "3",
          "16",
          "0.5",
          "-0.0",
          "1e-320",
          "1e308",
          "1e400",
          "65536",
          "2147483647",
          "2147483648",
          "4294967295",
          "4294967296",
          "9223372036854775807",
          "-9223372036854775808",
          "123456789012345678901234567890",
          "\"\"",
          "\"0\"",
          "\"1\"",
          "\"NaN\"",
          "\"none\"",
          "\"\\u0000\"",
          "\"\\ud83d\\ude00\"",
          "\"\\ud83d\"",
          "\"\\u00e9\\u0301\\u200b\\u202e\"",
          "\"(a+)+$\"",
          "\"[\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[0, \"a\"]",
          "{\"type\": \"Sequence\"}",
          "{\"a\": {\"a\": {}}}");

  /** What a text may gain in any place, much of it no JSON. */
  private static final List<String> PIECES =
      List.of(
          ",",
          ":",
          "{",
          "}",
          "[",
          "]",
          "\"",
          "'",
          "\\",
          "\n",
          "\t",
          "#",
          "//",
          "/*",
          "NaN",
          "Infinity",
          "-",
          ".",
          "e",
          "0x",
          "&a",
          "*a",
          "!!",
          "%",
          "---\n",
          "\u0000",
          "\ufeff",
          "\ud83d\ude00",
          "\u2028",
          "<<: *a");

  private final Random random;

  FileMutation(long seed) {
    this.random = new Random(seed);
  }

  /** Returns the changed file. */
  byte[] of(String json) {
    try {
      JsonNode root = JSON.readTree(json);
      do {
        root = changed(root);
      } while (random.nextInt(3) == 0);
      String text = root.toString();
      if (random.nextInt(8) == 0) {
        text = changedText(text);
      }
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(40) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      return bytes;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A value and where it stands. */
  private record Place(JsonNode owner, String key, int index) {
    JsonNode value() {
      return owner.isObject() ? owner.get(key) : owner.get(index);
    }

    void set(JsonNode value) {
      if (owner instanceof ObjectNode object) {
        object.set(key, value);
      } else {
        ((ArrayNode) owner).set(index, value);
      }
    }

    void remove() {
      if (owner instanceof ObjectNode object) {
        object.remove(key);
      } else {
        ((ArrayNode) owner).remove(index);
      }
    }
  }

  private JsonNode changed(JsonNode root) throws JsonProcessingException {
    List<Place> places = new ArrayList<>();
    collect(root, places);
    if (places.isEmpty() || random.nextInt(200) == 0) {
      return value();
    }
    Place place = choose(places, root);
    switch (random.nextInt(9)) {
      case 0 -> place.remove();
      case 1 -> rename(place, places);
      case 2 -> place.set(choose(places, root).value().deepCopy());
      case 3 -> place.set(nested(place.value()));
      case 4 -> place.set(scaled(place.value()));
      case 5 -> repeat(place);
      default -> place.set(value());
    }
    return root;
  }

  /** Half of the changes near the root, where most is decided; the rest anywhere. */
  private Place choose(List<Place> places, JsonNode root) {
    List<Place> near = random.nextBoolean() ? places : near(places, root);
    return near.get(random.nextInt(near.size()));
  }

  private static List<Place> near(List<Place> places, JsonNode root) {
    List<Place> near =
        places.stream()
            .filter(
                place ->
                    place.owner() == root
                        || place.owner().size() < 12 && !place.value().isContainerNode())
            .toList();
    return near.isEmpty() ? places : near;
  }

  private static void collect(JsonNode node, List<Place> places) {
    if (node instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(key -> places.add(new Place(object, key, 0)));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        places.add(new Place(array, "", i));
      }
    }
    node.forEach(child -> collect(child, places));
  }

  private JsonNode value() throws JsonProcessingException {
    return switch (random.nextInt(30)) {
      case 0 -> JsonNodeFactory.instance.textNode("x".repeat(100_000));
      case 1 -> nested(JsonNodeFactory.instance.numberNode(1));
      case 2 -> {
        ArrayNode list = JSON.createArrayNode();
        for (int i = 0; i < 10_000; i++) {
          list.add(i);
        }
        yield list;
      }
      default -> JSON.readTree(VALUES.get(random.nextInt(VALUES.size())));
    };
  }

  private void rename(Place place, List<Place> places) {
    if (place.owner() instanceof ObjectNode object) {
      String other = places.get(random.nextInt(places.size())).key();
      String name = random.nextBoolean() ? other : changedText(place.key());
      JsonNode value = object.remove(place.key());
      object.set(name, value);
    }
  }

  private JsonNode nested(JsonNode value) {
    int depth = List.of(1, 2, 40, 80, 120).get(random.nextInt(5));
    JsonNode nested = value;
    for (int i = 0; i < depth; i++) {
      nested =
          random.nextBoolean()
              ? JSON.createArrayNode().add(nested)
              : JSON.createObjectNode().set("type", nested);
    }
    return nested;
  }

  private JsonNode scaled(JsonNode value) throws JsonProcessingException {
    if (!value.isNumber()) {
      return value();
    }
    double[] factors = {-1, 0, 0.5, 2, 3, 1000, 1e9};
    double factor = factors[random.nextInt(factors.length)];
    return value.isIntegralNumber() && factor != 0.5
        ? JsonNodeFactory.instance.numberNode((long) (value.asLong() * factor))
        : JsonNodeFactory.instance.numberNode(value.asDouble() * factor);
  }

  private void repeat(Place place) {
    if (place.owner() instanceof ArrayNode array) {
      array.insert(random.nextInt(array.size() + 1), place.value().deepCopy());
    } else if (place.value() instanceof ArrayNode array && !array.isEmpty()) {
      array.add(array.get(random.nextInt(array.size())).deepCopy());
    }
  }

  /** Cuts, doubles, removes or inserts; a key may come to stand twice. */
  private String changedText(String text) {
    if (text.isEmpty()) {
      return PIECES.get(random.nextInt(PIECES.size()));
    }
    int at = random.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + random.nextInt(40));
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + text.substring(end);
      case 2 -> text.substring(0, end) + text.substring(at);
      case 3 -> {
        String deep = random.nextBoolean() ? "[" : "{\"a\":";
        yield text.substring(0, at) + deep.repeat(Math.min(20_000, MOST_SIZE / 5));
      }
      case 4 -> text.replaceFirst("\\{", "{\"vocab_size\":1,\"model\":null,\"vocab_size\":2,");
      default ->
          text.substring(0, at) + PIECES.get(random.nextInt(PIECES.size())) + text.substring(at);
    };
  }

  /** What was changed, for messages: the file up to a length. */
  static String told(byte[] file) {
    String text =
        new String(Arrays.copyOf(file, Math.min(file.length, 1_500)), StandardCharsets.UTF_8);
    return text.replace("\u0000", "\\0");
  }
}
