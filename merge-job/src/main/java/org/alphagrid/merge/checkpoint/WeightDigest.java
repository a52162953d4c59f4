package org.alphagrid.merge.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Computes the digest of a model's weights, independent of how they are spread over files: SHA-256
 * over the lines {@code name dtype shape tensor-digest} in name order, where a tensor's digest is
 * the SHA-256 of its bytes. Equal digests mean equal weights.
 */
public final class WeightDigest {
  private final Map<String, String> lines = new TreeMap<>();

  /** Returns a fresh SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256", e);
    }
  }

  /** Returns the SHA-256 of UTF-8 text, in hexadecimal. */
  public static String ofText(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Reads and digests every tensor of a checkpoint, several at once. */
  public static String of(Checkpoint checkpoint) throws IOException {
    WeightDigest digest = new WeightDigest();
    Map<String, String> tensors = ofTensors(checkpoint);
    checkpoint
        .tensors()
        .forEach(t -> digest.add(t.name(), t.dtype(), t.shape(), tensors.get(t.name())));
    return digest.value();
  }

  /** Returns the hexadecimal SHA-256 of every tensor's bytes, by name; several are read at once. */
  public static Map<String, String> ofTensors(Checkpoint checkpoint) throws IOException {
    try {
      return checkpoint.tensors().parallelStream()
          .collect(Collectors.toMap(TensorEntry::name, tensor -> ofTensor(checkpoint, tensor)));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String ofTensor(Checkpoint checkpoint, TensorEntry tensor) {
    MessageDigest sha256 = sha256();
    checkpoint.expect(List.of(TensorSpan.whole(tensor)));
    try {
      for (long offset = 0; offset < tensor.bytes(); ) {
        int count = (int) Math.min(Checkpoint.maxSliceBytes(), tensor.bytes() - offset);
        sha256.update(checkpoint.slice(tensor, offset, count));
        offset += count;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** Adds one tensor by the hexadecimal SHA-256 of its bytes. */
  public void add(String name, DType dtype, Shape shape, String tensorDigest) {
    lines.put(name, name + " " + dtype + " " + shape + " " + tensorDigest + "\n");
  }

  /** Returns the digest of everything added, in hexadecimal. */
  public String value() {
    return ofText(String.join("", lines.values()));
  }
}
