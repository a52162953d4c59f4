package org.alphagrid.merge.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.alphagrid.merge.grid.LayeredValue.Entry;

/**
 * Finds the one number that stands for an alpha given by tensor: the value of the entries that are
 * not left at a parent. It is what a curve is drawn over; where it applies is a separate text.
 *
 * @param alpha empty where no single number stands for it
 * @param where to what it applies and what holds elsewhere; empty where it is the same everywhere
 */
record AlphaText(Optional<String> alpha, Optional<String> where) {
  static AlphaText of(LayeredValue value) {
    if (value.constant().isPresent()) {
      return new AlphaText(Optional.of(value.text()), Optional.empty());
    }
    return value instanceof LayeredValue.Filtered filtered
        ? of(filtered)
        : new AlphaText(Optional.empty(), Optional.of(value.text()));
  }

  private static AlphaText of(LayeredValue.Filtered filtered) {
    List<Entry> blended =
        new ArrayList<>(filtered.entries().stream().filter(e -> !isParent(e.value())).toList());
    Entry driven = blended.isEmpty() ? filtered.entries().get(0) : blended.get(0);
    boolean single =
        driven.value().constant().isPresent()
            && blended.stream().allMatch(entry -> entry.value().equals(driven.value()));
    if (!single) {
      return new AlphaText(Optional.empty(), Optional.of(filtered.text()));
    }
    StringJoiner where = new StringJoiner("+");
    for (Entry entry : filtered.entries()) {
      boolean same = entry.value().equals(driven.value());
      where.add(same ? entry.filter().key() : entry.value().text() + "@" + entry.filter().key());
    }
    return new AlphaText(Optional.of(driven.value().text()), Optional.of(where.toString()));
  }

  private static boolean isParent(LayeredValue value) {
    return value
        .constant()
        .filter(v -> v.signum() == 0 || v.compareTo(BigDecimal.ONE) == 0)
        .isPresent();
  }
}
