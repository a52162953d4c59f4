package org.alphagrid.grid;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.alphagrid.architecture.WeightRole;

/** Which tensors a value is for. */
public sealed interface TensorFilter extends Serializable {
  /** Whether a tensor is meant. */
  boolean matches(TensorPlace place);

  /** Its part of a point id: letters, digits, dots, dashes and underscores. */
  String key();

  /** As a person wrote it. */
  String text();

  /** Every tensor. */
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

  /** Tensors that do one thing in the network. */
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

  /** Tensors whose names have a part. */
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

  /** Tensors in whose names a regular expression is found. */
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
