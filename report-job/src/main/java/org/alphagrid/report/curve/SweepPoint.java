package org.alphagrid.report.curve;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds one point of the grid.
 *
 * @param id canonical id, for example {@code linear/alpha=0.70}
 * @param alpha exact weight on the think parent; empty for methods without one
 * @param model id of the point whose samples this one shares; its own id unless it equals another
 * @param parameters every parameter as exact decimal text
 */
public record SweepPoint(
    String id,
    String method,
    Optional<BigDecimal> alpha,
    String model,
    SortedMap<String, String> parameters) {

  /** Names the method of an unmerged parent. */
  public static final String PARENT = "parent";

  private static final String ALPHA = "alpha";
  private static final String RUN = "run";

  public SweepPoint {
    requireNonNull(id, "id is null");
    requireNonNull(method, "method is null");
    requireNonNull(alpha, "alpha is null");
    requireNonNull(model, "model is null");
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  public boolean isParent() {
    return method.equals(PARENT);
  }

  /** Returns the role of a parent point: direct, think or base. */
  public String role() {
    return id.substring(id.indexOf('/') + 1);
  }

  /** Returns the run a point belongs to; empty unless several are compared. */
  public Optional<String> run() {
    return Optional.ofNullable(parameters.get(RUN));
  }

  /** Returns what a picture calls a parent: its role, and its run where several are compared. */
  public String roleText() {
    return role() + run().map(name -> " " + name).orElse("");
  }

  /** Returns the same point as one of several runs; ids get the run's name in front. */
  public SweepPoint in(String run) {
    SortedMap<String, String> named = new TreeMap<>(parameters);
    named.put(RUN, run);
    return new SweepPoint(run + ":" + id, method, alpha, run + ":" + model, named);
  }

  /** Points that differ in alpha only share a line: the method and every other parameter. */
  public String line() {
    StringBuilder name = new StringBuilder(method);
    parameters.forEach(
        (key, value) -> {
          if (!key.equals(ALPHA)) {
            name.append(", ").append(key).append(' ').append(value);
          }
        });
    return name.toString();
  }

  /** Returns alpha as written in the sweep; empty text without one. */
  public String alphaText() {
    return alpha.map(BigDecimal::toPlainString).orElse("");
  }
}
