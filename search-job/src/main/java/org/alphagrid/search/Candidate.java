package org.alphagrid.search;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Identifies a model that a search may evaluate: a parent, or a merge method with a value for each
 * coordinate.
 *
 * <p>Coordinates are what a sweep file's {@code merge} item would say beside {@code method}, as
 * text: {@code alpha=0.35}, {@code density=0.2}. A dot stands for a mapping within, so {@code
 * alpha.attention=0.3} is {@code alpha: {attention: 0.3}}; a value may be a YAML list.
 *
 * @param method name of the merge method, or {@link #PARENT}
 * @param coordinates by name, alpha first
 */
public record Candidate(String method, SortedMap<String, String> coordinates)
    implements Comparable<Candidate> {
  /** Names the method of an unmerged parent. */
  public static final String PARENT = "parent";

  /** Identifies the parent that answers without thinking; alpha 0. */
  public static final Candidate DIRECT = new Candidate(PARENT, Map.of("role", "direct"));

  /** Identifies the parent that thinks first; alpha 1. */
  public static final Candidate THINK = new Candidate(PARENT, Map.of("role", "think"));

  private static final String ALPHA = "alpha";

  private static final Comparator<String> ALPHA_FIRST =
      Comparator.comparing((String name) -> !name.equals(ALPHA))
          .thenComparing(Comparator.naturalOrder());

  private static final Comparator<Candidate> ORDER =
      Comparator.comparing((Candidate candidate) -> !candidate.isParent())
          .thenComparing(Candidate::line)
          .thenComparing(candidate -> candidate.alpha().orElse(BigDecimal.ZERO))
          .thenComparing(Candidate::id);

  public Candidate {
    requireNonNull(method, "method is null");
    SortedMap<String, String> sorted = new TreeMap<>(ALPHA_FIRST);
    sorted.putAll(coordinates);
    coordinates = Collections.unmodifiableSortedMap(sorted);
  }

  /** Takes coordinates in any order. */
  public Candidate(String method, Map<String, String> coordinates) {
    this(method, sorted(coordinates));
  }

  /** Returns a blend whose only coordinate is alpha. */
  public static Candidate of(String method, BigDecimal alpha) {
    return new Candidate(method, Map.of(ALPHA, text(alpha)));
  }

  /** Returns a number as candidates write it: no needless zeros, at least two decimals. */
  public static String text(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.setScale(Math.max(2, stripped.scale())).toPlainString();
  }

  private static SortedMap<String, String> sorted(Map<String, String> coordinates) {
    SortedMap<String, String> sorted = new TreeMap<>(ALPHA_FIRST);
    sorted.putAll(coordinates);
    return sorted;
  }

  /** Returns the unique id, for example {@code ties/alpha=0.70,density=0.20}. */
  public String id() {
    if (isParent()) {
      return PARENT + "/" + coordinates.get("role");
    }
    return method
        + coordinates.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(",", "/", ""));
  }

  /** Returns whether it is one of the two parents. */
  public boolean isParent() {
    return method.equals(PARENT);
  }

  /** Returns the weight on the think parent; empty where there is none or it differs by role. */
  public Optional<BigDecimal> alpha() {
    if (equals(DIRECT)) {
      return Optional.of(BigDecimal.ZERO);
    }
    if (equals(THINK)) {
      return Optional.of(BigDecimal.ONE);
    }
    return number(ALPHA).map(BigDecimal::valueOf);
  }

  /** Returns a coordinate as a number; empty where it is absent or not one number. */
  public Optional<Double> number(String name) {
    String text = coordinates.get(name);
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Double.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the name of the line, which candidates that differ only in alpha share. */
  public String line() {
    return method
        + coordinates.entrySet().stream()
            .filter(entry -> !entry.getKey().equals(ALPHA))
            .map(entry -> ", " + entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining());
  }

  /** Sorts parents first, then line by line with rising alpha. */
  @Override
  public int compareTo(Candidate other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return id();
  }
}
