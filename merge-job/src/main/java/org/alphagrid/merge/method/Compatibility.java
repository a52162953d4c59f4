package org.alphagrid.merge.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alphagrid.core.plugin.Suggestion;

/** Chooses between the published formula and mergekit's where the two differ. */
public enum Compatibility {
  /** Follows the published formula. */
  NONE,
  /** Computes what mergekit 0.1.4 computes. */
  MERGEKIT;

  /** Returns the name in configurations. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds the value of a name in configurations.
   *
   * @throws IllegalArgumentException naming the known ones
   */
  public static Compatibility of(String key) {
    List<String> known = new ArrayList<>();
    for (Compatibility compatibility : values()) {
      if (compatibility.key().equals(key)) {
        return compatibility;
      }
      known.add(compatibility.key());
    }
    throw new IllegalArgumentException(Suggestion.unknown("compatibility", key, known));
  }
}
