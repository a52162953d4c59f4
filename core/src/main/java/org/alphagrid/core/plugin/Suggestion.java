package org.alphagrid.core.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** Words the errors about unknown names: the given name, the nearest known one, all known ones. */
public final class Suggestion {
  private Suggestion() {}

  /**
   * Words an error, for example {@code Unknown merge method 'liner'; did you mean 'linear'? known:
   * [...]}.
   *
   * @param kind what is named, for example {@code merge method}
   */
  public static String unknown(String kind, String name, Collection<String> known) {
    String hint = nearest(name, known).map(n -> " did you mean '" + n + "'?").orElse("");
    return "Unknown %s '%s';%s known: %s".formatted(kind, name, hint, new TreeSet<>(known));
  }

  /**
   * Finds the known name with the smallest Levenshtein distance to {@code name}; empty where even
   * that distance is more than a third of the known name's length (and more than 2 edits).
   */
  public static Optional<String> nearest(String name, Collection<String> known) {
    return new TreeSet<>(known)
        .stream()
            .min(Comparator.comparingInt(candidate -> editDistance(name, candidate)))
            .filter(candidate -> editDistance(name, candidate) <= tolerance(candidate));
  }

  // Two letters swapped are two edits.
  private static int tolerance(String candidate) {
    return candidate.length() <= 3 ? 1 : Math.max(2, candidate.length() / 3);
  }

  /** Counts the insertions, deletions and replacements between two texts (Levenshtein, 1966). */
  private static int editDistance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
