package org.alphagrid.method;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.alphagrid.plugin.Suggestion;

/** The part a parent plays in a sweep. */
public enum ParentRole {
  /** Answers at once; alpha 0. */
  DIRECT,
  /** Thinks first; alpha 1. */
  THINK,
  /** The common ancestor that task vectors are taken from. */
  BASE;

  /** The name in sweep files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All names in sweep files. */
  public static List<String> keys() {
    return Arrays.stream(values()).map(ParentRole::key).toList();
  }

  /** Finds a role by its name in sweep files. */
  public static ParentRole of(String key) {
    return Arrays.stream(values())
        .filter(role -> role.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(Suggestion.unknown("parent", key, keys())));
  }
}
