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
}
