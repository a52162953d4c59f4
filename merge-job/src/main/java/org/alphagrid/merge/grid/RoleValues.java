package org.alphagrid.merge.grid;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.alphagrid.merge.grid.LayeredValue.Entry;

/**
 * Brings the values a sweep gives by tensor into one form, so that equal values have equal ids:
 * names first in the order given, then roles in the order of the network, the default last.
 */
final class RoleValues {
  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt((Entry entry) -> group(entry.filter()))
          .thenComparingInt(entry -> place(entry.filter()));

  private RoleValues() {}

  /**
   * @param absent the method's own default, for tensors that nothing is said of
   */
  static LayeredValue of(List<Entry> given, Optional<BigDecimal> absent) {
    List<Entry> entries = new ArrayList<>(given);
    boolean open = entries.stream().noneMatch(entry -> entry.filter() instanceof TensorFilter.Any);
    if (open) {
      absent.ifPresent(
          value -> entries.add(new Entry(new TensorFilter.Any(), LayeredValue.of(value))));
    }
    entries.sort(ORDER);
    Entry last = entries.get(entries.size() - 1);
    if (last.filter() instanceof TensorFilter.Any) {
      // A role that has the default's value says nothing; a name may keep a role from its value.
      entries.removeIf(
          entry ->
              entry.filter() instanceof TensorFilter.OfRole && entry.value().equals(last.value()));
      boolean same = entries.stream().allMatch(entry -> entry.value().equals(last.value()));
      if (same) {
        return last.value();
      }
    }
    return new LayeredValue.Filtered(entries);
  }

  private static int group(TensorFilter filter) {
    if (filter instanceof TensorFilter.Any) {
      return 2;
    }
    return filter instanceof TensorFilter.OfRole ? 1 : 0;
  }

  private static int place(TensorFilter filter) {
    return filter instanceof TensorFilter.OfRole ofRole ? ofRole.role().ordinal() : 0;
  }
}
