package org.alphagrid.core.plugin;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Holds all implementations of one interface and finds them by name.
 *
 * <p>An implementation registers itself: it is a public class with a public constructor without
 * parameters and the annotation {@code @AutoService(TheInterface.class)}. Nothing else names it.
 */
public final class Catalog<T extends Named> {
  private final String kind;
  private final Map<String, T> byName;

  private Catalog(String kind, Map<String, T> byName) {
    this.kind = kind;
    this.byName = Collections.unmodifiableMap(byName);
  }

  /**
   * Loads every registered implementation of {@code type}.
   *
   * @param kind what one of them is called in messages, for example {@code merge method}
   * @throws IllegalStateException when two share a name
   */
  public static <T extends Named> Catalog<T> of(String kind, Class<T> type) {
    Map<String, T> byName = new TreeMap<>();
    // The interface's own loader: under spark-submit the thread's loader need not be ours.
    for (T provider : ServiceLoader.load(type, type.getClassLoader())) {
      add(kind, byName, provider);
    }
    return new Catalog<>(kind, byName);
  }

  /**
   * Collects given implementations, for an interface where one class provides several names.
   *
   * @param kind what one of them is called in messages
   * @throws IllegalStateException when two share a name
   */
  public static <T extends Named> Catalog<T> of(String kind, Collection<? extends T> providers) {
    Map<String, T> byName = new TreeMap<>();
    for (T provider : providers) {
      add(kind, byName, provider);
    }
    return new Catalog<>(kind, byName);
  }

  private static <T extends Named> void add(String kind, Map<String, T> byName, T provider) {
    T earlier = byName.putIfAbsent(provider.name(), provider);
    if (earlier != null) {
      throw new IllegalStateException(
          "Cannot register %s '%s': both %s and %s claim the name"
              .formatted(
                  kind,
                  provider.name(),
                  earlier.getClass().getName(),
                  provider.getClass().getName()));
    }
  }

  /**
   * Finds an implementation.
   *
   * @throws IllegalArgumentException when the name is unknown; the message lists the known ones
   */
  public T find(String name) {
    T found = byName.get(name);
    if (found == null) {
      throw new IllegalArgumentException(Suggestion.unknown(kind, name, byName.keySet()));
    }
    return found;
  }

  /** Returns all implementations, ordered by name. */
  public Collection<T> all() {
    return byName.values();
  }
}
