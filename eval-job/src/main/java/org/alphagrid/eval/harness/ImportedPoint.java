package org.alphagrid.eval.harness;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Names the model whose samples a file of another harness holds, as a point of a grid.
 *
 * @param id name of the point
 * @param method merge method, or {@code parent}
 * @param alpha weight on the think parent, as written; empty where the point has none
 * @param parameters what tells it from other points of its method, alpha included, as text
 */
public record ImportedPoint(
    String id, String method, Optional<String> alpha, SortedMap<String, String> parameters) {
  /** Names the method of parents. */
  public static final String PARENT = "parent";

  private static final String ALPHA = "alpha";

  public ImportedPoint {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** Returns a model of which only a name is known. */
  public static ImportedPoint named(String id) {
    return new ImportedPoint(id, "outside", Optional.empty(), new TreeMap<>());
  }

  /** Returns a parent. */
  public static ImportedPoint parent(String role) {
    return new ImportedPoint(PARENT + "/" + role, PARENT, Optional.empty(), new TreeMap<>());
  }

  /**
   * Returns a merged model, named as points of a grid are: method, alpha, other parameters.
   *
   * @param parameters by name, alpha included where there is one
   * @throws NumberFormatException when alpha is not a decimal number
   */
  public static ImportedPoint merged(String method, Map<String, String> parameters) {
    SortedMap<String, String> sorted = new TreeMap<>(parameters);
    StringJoiner parts = new StringJoiner(",").setEmptyValue("default");
    Stream.concat(Stream.of(ALPHA), sorted.keySet().stream())
        .distinct()
        .filter(sorted::containsKey)
        .forEach(name -> parts.add(name + "=" + sorted.get(name)));
    Optional<String> alpha =
        Optional.ofNullable(sorted.get(ALPHA)).map(BigDecimal::new).map(BigDecimal::toPlainString);
    return new ImportedPoint(method + "/" + parts, method, alpha, sorted);
  }
}
