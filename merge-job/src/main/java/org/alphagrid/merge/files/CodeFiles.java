package org.alphagrid.merge.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** Finds the files of code that a configuration names under {@code auto_map}. */
final class CodeFiles {
  private static final String ELSEWHERE = "--";

  private CodeFiles() {}

  /**
   * Returns the first file that is named and not there; code of another repository, which is named
   * with two dashes, is not looked for.
   *
   * @param map class names by use: a name, or a list of names and nulls
   * @param files names of those that are there
   */
  static Optional<String> missing(JsonNode map, Set<String> files) {
    for (JsonNode use : map) {
      for (JsonNode name : use.isArray() ? use : java.util.List.of(use)) {
        String text = name.asText("");
        int dot = text.lastIndexOf('.');
        if (name.isTextual() && dot > 0 && !text.contains(ELSEWHERE)) {
          String file = text.substring(0, dot).replace('.', '/') + ".py";
          if (!files.contains(file)) {
            return Optional.of(file);
          }
        }
      }
    }
    return Optional.empty();
  }
}
