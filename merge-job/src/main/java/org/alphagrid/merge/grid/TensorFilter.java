package org.alphagrid.merge.grid;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.zip.CRC32;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.architecture.TensorPlace;
import org.alphagrid.merge.architecture.WeightRole;

/** Selects the tensors that a parameter value is for. */
public sealed interface TensorFilter extends Serializable {
  /** Tells whether a tensor is selected. */
  boolean matches(TensorPlace place);

  /** Returns its part of a point id: letters, digits, dots, dashes and underscores. */
  String key();

  /** Returns the filter as the sweep file has it. */
  String text();

  /**
   * Returns the filter that a sweep file writes as a key: a role, {@code /a pattern/} found in
   * tensor names, or {@code default}.
   *
   * @param others what else may stand in its place, for the message
   * @throws IllegalArgumentException with the known keys for any other key
   */
  static TensorFilter of(String key, Collection<String> others) {
    if (key.equals(Any.KEY)) {
      return new Any();
    }
    if (key.length() > 2 && key.startsWith("/") && key.endsWith("/")) {
      String expression = key.substring(1, key.length() - 1);
      try {
        return new NamePattern(Pattern.compile(expression).pattern());
      } catch (PatternSyntaxException e) {
        throw new IllegalArgumentException(
            "Invalid name pattern %s: %s".formatted(key, e.getDescription()), e);
      }
    }
    List<String> known = new ArrayList<>(RoleNames.keys());
    known.add(Any.KEY);
    known.addAll(others);
    return RoleNames.find(key)
        .map(OfRole::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Suggestion.unknown("role", key, known)
                        + ", or /a pattern/ found in tensor names"));
  }

  /** Selects every tensor. */
  record Any() implements TensorFilter {
    private static final String KEY = "default";

    @Override
    public boolean matches(TensorPlace place) {
      return true;
    }

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public String text() {
      return key();
    }
  }

  /** Selects tensors of one role in the network. */
  record OfRole(WeightRole role) implements TensorFilter {
    @Override
    public boolean matches(TensorPlace place) {
      return place.role().filter(role::equals).isPresent();
    }

    @Override
    public String key() {
      return RoleNames.key(role);
    }

    @Override
    public String text() {
      return key();
    }
  }

  /** Selects tensors whose names contain a text. */
  record NamePart(String part) implements TensorFilter {
    @Override
    public boolean matches(TensorPlace place) {
      return place.name().contains(part);
    }

    @Override
    public String key() {
      return pathSafe(part);
    }

    @Override
    public String text() {
      return part;
    }
  }

  /** Selects tensors in whose names a regular expression is found. */
  record NamePattern(String expression) implements TensorFilter {
    @Override
    public boolean matches(TensorPlace place) {
      return Pattern.compile(expression).matcher(place.name()).find();
    }

    @Override
    public String key() {
      return pathSafe(expression);
    }

    @Override
    public String text() {
      return "/" + expression + "/";
    }
  }

  private static String pathSafe(String text) {
    String safe = text.replaceAll("[^A-Za-z0-9._-]", "");
    if (safe.equals(text)) {
      return "name." + safe;
    }
    // What a path cannot hold is kept apart by a checksum.
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return "name.%s-%08x".formatted(safe, checksum.getValue());
  }
}
