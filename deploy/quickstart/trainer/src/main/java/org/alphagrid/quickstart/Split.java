package org.alphagrid.quickstart;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Decides by hash whether a problem may be trained on, so the two sets can never meet. */
public enum Split {
  /** Selects seven eighths of all problems. */
  TRAIN,
  /** Selects the remaining eighth, from which the benchmark files are drawn. */
  EVALUATION;

  /** Returns the side a problem belongs to, from SHA-256 of its canonical form. */
  public static Split of(ArithmeticProblem problem) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(problem.canonical().getBytes(StandardCharsets.UTF_8));
      return (digest[0] & 7) == 0 ? EVALUATION : TRAIN;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Cannot split problems: SHA-256 is missing", e);
    }
  }
}
