package org.alphagrid.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.tensor.DType;
import org.alphagrid.tensor.Shape;

/**
 * The digest of a model's weights, independent of how they are spread over files: SHA-256 over the
 * lines {@code name dtype shape tensor-digest} in name order, where a tensor's digest is the
 * SHA-256 of its bytes. Equal digests mean equal weights.
 */
public final class WeightDigest {
  private final Map<String, String> lines = new TreeMap<>();

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 of UTF-8 text, in hexadecimal. */
  public static String ofText(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads and digests every tensor of a checkpoint. */
  public static String of(Checkpoint checkpoint) throws IOException {
    WeightDigest digest = new WeightDigest();
    for (TensorEntry tensor : checkpoint.tensors()) {
      MessageDigest sha256 = sha256();
      for (long offset = 0; offset < tensor.bytes(); ) {
        int count = (int) Math.min(Checkpoint.maxSliceBytes(), tensor.bytes() - offset);
        ByteBuffer slice = checkpoint.slice(tensor, offset, count);
        sha256.update(slice);
        offset += count;
      }
      digest.add(
          tensor.name(), tensor.dtype(), tensor.shape(), HexFormat.of().formatHex(sha256.digest()));
    }
    return digest.value();
  }

  /** Adds one tensor by the hexadecimal SHA-256 of its bytes. */
  public void add(String name, DType dtype, Shape shape, String tensorDigest) {
    lines.put(name, name + " " + dtype + " " + shape + " " + tensorDigest + "\n");
  }

  /** The digest of everything added, in hexadecimal. */
  public String value() {
    return ofText(String.join("", lines.values()));
  }
}
