package org.alphagrid.merge.grid;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alphagrid.merge.architecture.TensorPlace;

/** Holds a parameter's value, which may depend on the tensor and on the depth of its layer. */
public sealed interface LayeredValue extends Serializable {
  /** Returns the value for one tensor; empty where no filter matches. */
  Optional<BigDecimal> at(TensorPlace place);

  /** Returns the value as text for ids: canonical, safe in file names. */
  String text();

  /** Returns values it takes somewhere: each number, and the middle between two knots. */
  List<BigDecimal> samples();

  /** Makes a value that is one number everywhere. */
  static LayeredValue of(BigDecimal value) {
    return new Scalar(value.stripTrailingZeros());
  }

  /**
   * Makes a piecewise linear curve over the layers, or one number where all knots are equal.
   *
   * @param knots spread evenly from the first layer to the last
   */
  static LayeredValue ofKnots(List<BigDecimal> knots) {
    List<BigDecimal> plain = knots.stream().map(BigDecimal::stripTrailingZeros).toList();
    return plain.stream().distinct().count() == 1 ? of(plain.get(0)) : new Gradient(plain);
  }

  /**
   * Returns the first entry that matches a tensor, else the method's own default; in canonical
   * form.
   */
  static LayeredValue of(List<Entry> entries, Optional<BigDecimal> absent) {
    return RoleValues.of(entries, absent);
  }

  /** Returns every filter that values are given under. */
  default List<TensorFilter> filters() {
    return List.of();
  }

  /** Tells whether it depends on the depth of a layer. */
  default boolean byDepth() {
    return false;
  }

  /** Returns the number, where it is the same everywhere. */
  default Optional<BigDecimal> constant() {
    return Optional.empty();
  }

  /** Holds one number. */
  record Scalar(BigDecimal value) implements LayeredValue {
    @Override
    public Optional<BigDecimal> at(TensorPlace place) {
      return Optional.of(value);
    }

    @Override
    public String text() {
      return GridPoint.text(value);
    }

    @Override
    public List<BigDecimal> samples() {
      return List.of(value);
    }

    @Override
    public Optional<BigDecimal> constant() {
      return Optional.of(value);
    }
  }

  /** Holds the knots of a piecewise linear curve over the layers. */
  record Gradient(List<BigDecimal> knots) implements LayeredValue {
    public Gradient {
      knots = List.copyOf(knots);
    }

    @Override
    public Optional<BigDecimal> at(TensorPlace place) {
      double position = place.depth() * (knots.size() - 1);
      int knot = (int) position;
      if (position == knot) {
        return Optional.of(knots.get(knot));
      }
      return Optional.of(between(knot, position - knot));
    }

    @Override
    public boolean byDepth() {
      return true;
    }

    private BigDecimal between(int knot, double share) {
      return BigDecimal.valueOf(
          (1 - share) * knots.get(knot).doubleValue() + share * knots.get(knot + 1).doubleValue());
    }

    @Override
    public String text() {
      return knots.stream().map(GridPoint::text).collect(Collectors.joining("~"));
    }

    @Override
    public List<BigDecimal> samples() {
      List<BigDecimal> samples = new ArrayList<>(knots);
      for (int knot = 0; knot + 1 < knots.size(); knot++) {
        samples.add(between(knot, 0.5));
      }
      return samples.stream().map(BigDecimal::stripTrailingZeros).distinct().toList();
    }
  }

  /** Takes the value of the first entry that matches a tensor. */
  record Filtered(List<Entry> entries) implements LayeredValue {
    public Filtered {
      entries = List.copyOf(entries);
    }

    @Override
    public List<TensorFilter> filters() {
      return entries.stream()
          .flatMap(
              entry -> Stream.concat(Stream.of(entry.filter()), entry.value().filters().stream()))
          .distinct()
          .toList();
    }

    @Override
    public boolean byDepth() {
      return entries.stream().anyMatch(entry -> entry.value().byDepth());
    }

    @Override
    public Optional<BigDecimal> at(TensorPlace place) {
      return entries.stream()
          .filter(entry -> entry.filter().matches(place))
          .findFirst()
          .flatMap(entry -> entry.value().at(place));
    }

    @Override
    public String text() {
      return entries.stream()
          .map(entry -> entry.value().text() + "@" + entry.filter().key())
          .collect(Collectors.joining("+"));
    }

    @Override
    public List<BigDecimal> samples() {
      return entries.stream()
          .flatMap(entry -> entry.value().samples().stream())
          .distinct()
          .toList();
    }
  }

  /** Holds a value for some tensors. */
  record Entry(TensorFilter filter, LayeredValue value) implements Serializable {}
}
