package org.alphagrid.merge.compatibility;

import java.util.Optional;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.Checkpoint;

/** Tells what is known of a checkpoint's family. */
public final class Families {
  private Families() {}

  /** Returns the network, where the family is known and does what its config asks for. */
  public static Optional<DecoderSpec> describe(Checkpoint checkpoint) {
    try {
      return Optional.of(checkpoint.config().describe());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Says why the family is not known; empty where it is. */
  static Optional<String> complaint(Checkpoint checkpoint) {
    try {
      checkpoint.config().describe();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }
}
