package org.alphagrid.merge.method;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.alphagrid.core.plugin.Suggestion;

/**
 * Names the part a parent plays in a sweep: direct, think and base, or a further model by a name of
 * its own. Ordered direct, think, base, then by name.
 *
 * @param key the name in sweep files
 */
public record ParentRole(String key) implements Serializable, Comparable<ParentRole> {
  /** Names the model that answers without reasoning first; alpha 0. */
  public static final ParentRole DIRECT = new ParentRole("direct");

  /** Names the model that reasons before it answers; alpha 1. */
  public static final ParentRole THINK = new ParentRole("think");

  /** Names the common ancestor that task vectors are taken from. */
  public static final ParentRole BASE = new ParentRole("base");

  /** Lists the roles with a meaning of their own, in order. */
  public static final List<ParentRole> KNOWN = List.of(DIRECT, THINK, BASE);

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");
  private static final Comparator<ParentRole> ORDER =
      Comparator.comparingInt(ParentRole::place).thenComparing(ParentRole::key);

  /** Returns the names of the known roles. */
  public static List<String> keys() {
    return KNOWN.stream().map(ParentRole::key).toList();
  }

  /**
   * Finds the role of a name in a sweep file.
   *
   * @throws IllegalArgumentException when it is no name, or so near a known role's that it is
   *     probably misspelt
   */
  public static ParentRole of(String key) {
    if (keys().contains(key)) {
      return new ParentRole(key);
    }
    if (!NAME.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "Invalid parent name '%s' (must be lower-case letters, digits, dashes and underscores)"
              .formatted(key));
    }
    if (Suggestion.nearest(key, keys()).isPresent()) {
      throw new IllegalArgumentException(
          Suggestion.unknown("parent", key, keys())
              + "; a further parent needs a name less like these");
    }
    return new ParentRole(key);
  }

  @Override
  public int compareTo(ParentRole other) {
    return ORDER.compare(this, other);
  }

  private int place() {
    int place = KNOWN.indexOf(this);
    return place < 0 ? KNOWN.size() : place;
  }
}
