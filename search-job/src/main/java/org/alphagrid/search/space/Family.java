package org.alphagrid.search.space;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.alphagrid.search.Candidate;

/**
 * Describes the merges of one method that differ in numbers only.
 *
 * @param method name of the merge method
 * @param dimensions that a search chooses, at least one; knots of one list stand together, in order
 * @param fixed coordinates that stay as they are
 */
public record Family(String method, List<Dimension> dimensions, Map<String, String> fixed) {

  public Family {
    requireNonNull(method, "method is null");
    dimensions = List.copyOf(dimensions);
    fixed = Collections.unmodifiableMap(new TreeMap<>(fixed));
    if (dimensions.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid space of %s: no range to search (write [low, high])".formatted(method));
    }
  }

  /**
   * Returns the candidate at a place.
   *
   * @param shares of the way from low to high, one per dimension
   */
  Candidate candidate(double[] shares) {
    Map<String, String> coordinates = new TreeMap<>(fixed);
    for (int i = 0; i < shares.length; i++) {
      Dimension dimension = dimensions.get(i);
      String text = dimension.text(shares[i]);
      coordinates.merge(
          dimension.name(),
          dimension.knot().isEmpty() ? text : "[" + text + "]",
          (list, knot) -> list.substring(0, list.length() - 1) + ", " + knot.substring(1));
    }
    return new Candidate(method, coordinates);
  }

  /**
   * Returns the place of a candidate, a share for each dimension; empty if it is not of this
   * family.
   */
  Optional<double[]> shares(Candidate candidate) {
    if (!candidate.method().equals(method)) {
      return Optional.empty();
    }
    double[] shares = new double[dimensions.size()];
    for (int i = 0; i < shares.length; i++) {
      Optional<BigDecimal> value = value(candidate, dimensions.get(i));
      if (value.isEmpty()) {
        return Optional.empty();
      }
      shares[i] = dimensions.get(i).share(value.get());
    }
    return candidate(shares).equals(candidate) ? Optional.of(shares) : Optional.empty();
  }

  private static Optional<BigDecimal> value(Candidate candidate, Dimension dimension) {
    String text = candidate.coordinates().get(dimension.name());
    if (text == null) {
      return Optional.empty();
    }
    if (dimension.knot().isPresent()) {
      String[] knots = text.replaceAll("[\\[\\]\\s]", "").split(",", -1);
      if (dimension.knot().getAsInt() >= knots.length) {
        return Optional.empty();
      }
      text = knots[dimension.knot().getAsInt()];
    }
    try {
      return Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns the mean over dimensions that are weights on the think parent; 0.5 where none is. */
  double meanAlpha(double[] shares) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < shares.length; i++) {
      if (dimensions.get(i).isAlpha()) {
        sum += dimensions.get(i).value(shares[i]).doubleValue();
        count++;
      }
    }
    return count == 0 ? 0.5 : sum / count;
  }
}
