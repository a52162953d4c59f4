package org.alphagrid.eval.job;

import java.util.List;
import java.util.function.Consumer;
import org.alphagrid.eval.generate.BatchOptions;
import org.alphagrid.eval.generate.Decoder;
import org.alphagrid.eval.generate.DecoderCache;
import org.alphagrid.eval.generate.Generation;
import org.alphagrid.eval.generate.GenerationRequest;

/**
 * Holds a model in use by one task, until closed.
 *
 * @param lease keeps the model loaded
 * @param weightDigest of its weights
 * @param batch how much each batcher generates at once
 * @param batchers how many batchers all tasks that use the model share
 */
record ModelLease(DecoderCache.Lease lease, String weightDigest, BatchOptions batch, int batchers)
    implements AutoCloseable {
  Decoder decoder() {
    return lease.decoder();
  }

  /** Returns what computes, with the batch's size where completions may depend on it. */
  String engine() {
    String engine = decoder().engine();
    return decoder().batchInvariant() ? engine : engine + ", batch " + batch.slots();
  }

  /** Runs requests and waits for them; results come on other threads, one at a time. */
  void run(List<GenerationRequest> requests, Consumer<Generation> results) {
    lease.shared(batch, batchers).run(requests, results);
  }

  @Override
  public void close() {
    lease.close();
  }
}
