package org.alphagrid.merge.engine;

import java.util.Optional;
import org.alphagrid.merge.tensor.StripedChecksum;

/**
 * Says where one merge's results of a tensor go.
 *
 * @param sink takes the bytes, in order
 * @param digest of the bytes, where it is wanted
 * @param statistics of the results against the base or the first model, where they are wanted
 */
public record Output(
    TensorSink sink, Optional<StripedChecksum> digest, Optional<MergeStatistics> statistics) {
  /** Takes the bytes and nothing else. */
  public static Output to(TensorSink sink) {
    return new Output(sink, Optional.empty(), Optional.empty());
  }
}
