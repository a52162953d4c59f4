package org.alphagrid.merge.engine;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.alphagrid.merge.checkpoint.WeightDigest;

/** Digests the bytes of a tensor on their way to where they are kept. */
public final class DigestingSink implements TensorSink {
  private final MessageDigest sha256 = WeightDigest.sha256();
  private final TensorSink next;

  /**
   * @param next where the bytes are kept
   */
  public DigestingSink(TensorSink next) {
    this.next = next;
  }

  @Override
  public void accept(byte[] bytes, int count) throws IOException {
    sha256.update(bytes, 0, count);
    next.accept(bytes, count);
  }

  /** Returns the SHA-256 of everything taken, in hexadecimal. */
  public String value() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
