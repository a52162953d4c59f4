package org.alphagrid.core.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Computes a SHA-256 over named values in the order given. Every name and value is preceded by its
 * length in bytes, so no two different sequences share a rendering.
 */
public final class ContentDigest {
  private final MessageDigest sha256;

  public ContentDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot digest: this JVM has no SHA-256", e);
    }
  }

  /** Adds one value; null differs from empty text. */
  public ContentDigest add(String name, Object value) {
    return value == null ? add(name + "?", new byte[0]) : add(name, bytes(value.toString()));
  }

  /** Adds a list, its length included. */
  public ContentDigest addAll(String name, List<?> values) {
    add(name + "#", values.size());
    values.forEach(value -> add(name, value));
    return this;
  }

  /** Adds raw bytes. */
  public ContentDigest add(String name, byte[] value) {
    part(bytes(name));
    part(value);
    return this;
  }

  /** Returns the digest as 64 lower-case hexadecimal digits; ends the use of this object. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void part(byte[] bytes) {
    sha256.update(bytes(bytes.length + ":"));
    sha256.update(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
