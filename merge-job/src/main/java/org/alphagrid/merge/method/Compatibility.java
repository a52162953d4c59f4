package org.alphagrid.merge.method;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.alphagrid.core.plugin.Suggestion;

/** Whose reading of a method is followed where the formula and the best known program differ. */
public enum Compatibility {
  /** The published formula. */
  NONE,
  /** What mergekit 0.1.4 computes. */
  MERGEKIT;

  /** The name in configurations. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Finds one by its name in configurations. */
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
