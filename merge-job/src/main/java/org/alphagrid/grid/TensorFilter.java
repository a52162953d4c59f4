package org.alphagrid.grid;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.alphagrid.architecture.WeightRole;

/** Selects the tensors that a parameter value is for. */
public sealed interface TensorFilter extends Serializable {
  /** Tells whether a tensor is selected. */
  boolean matches(TensorPlace place);

  /** Returns its part of a point id: letters, digits, dots, dashes and underscores. */
  String key();

  /** Returns the filter as the sweep file has it. */
  String text();

  /** Selects every tensor. */
  record Any() implements TensorFilter {
    @Override
    public boolean matches(TensorPlace place) {
      return true;
    }

    @Override
    public String key() {
      return "default";
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
