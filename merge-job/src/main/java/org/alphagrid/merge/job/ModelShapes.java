package org.alphagrid.merge.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;

/**
 * Holds the shapes that come with the program: {@code config.json} contents by name. {@code
 * pico-FAMILY} is the smallest model that uses everything its family has.
 */
public final class ModelShapes {
  private static final String RESOURCE = "shapes.json";
  private static final Map<String, String> CONFIGS = read();

  private ModelShapes() {}

  /** Returns every name. */
  public static Set<String> names() {
    return CONFIGS.keySet();
  }

  /**
   * Returns the {@code config.json} of a shape.
   *
   * @throws UserException when there is none of that name
   */
  public static String config(String name) {
    String config = CONFIGS.get(name);
    if (config == null) {
      throw new UserException(Suggestion.unknown("shape", name, names()));
    }
    return config;
  }

  /** Returns the name of a family's smallest shape. */
  public static String pico(String family) {
    return "pico-" + family;
  }

  private static Map<String, String> read() {
    try (InputStream in = ModelShapes.class.getResourceAsStream(RESOURCE)) {
      Map<String, String> configs = new TreeMap<>();
      for (Map.Entry<String, JsonNode> shape : new ObjectMapper().readTree(in).properties()) {
        configs.put(shape.getKey(), shape.getValue().toPrettyString());
      }
      return Collections.unmodifiableMap(configs);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + RESOURCE, e);
    }
  }
}
