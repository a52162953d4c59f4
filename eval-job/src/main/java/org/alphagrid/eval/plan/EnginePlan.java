package org.alphagrid.eval.plan;

import java.io.Serializable;
import java.util.Collection;
import org.alphagrid.eval.prompt.BoundProtocol;
import org.alphagrid.eval.prompt.PreparedBenchmark;
import org.alphagrid.merge.sweep.EngineSettings;
import org.alphagrid.merge.sweep.EngineSettings.Device;

/**
 * Holds how an executor runs a model; decided on the driver from the sweep alone, so that a resumed
 * run decides alike.
 *
 * @param oneBatcher whether all tasks of an executor feed one batcher with all its cores; otherwise
 *     there is one batcher for each task that can run at a time
 * @param prepacking whether weights are laid out anew for the matrix kernels
 */
public record EnginePlan(boolean oneBatcher, boolean prepacking) implements Serializable {
  /**
   * Weights of more bytes do not stay in a processor's caches from step to step. To read them once
   * for all tasks is then worth more than steps that need not share their threads out: measured 1.8
   * times as much against 0.5 at a million parameters ({@code bench generate --part BATCHERS}).
   */
  private static final long CACHED_BYTES = 64L << 20;

  /** Fewer tokens are generated before prepacking is paid back: about 32 steps of 16 rows. */
  private static final long FEW_TOKENS = 512;

  /**
   * @param weightBytes of the model in the type it is computed in
   * @param mostTokens that any model is to generate
   */
  public static EnginePlan of(EngineSettings settings, long weightBytes, long mostTokens) {
    boolean cpu = settings.device() == Device.CPU;
    boolean prepacking =
        switch (settings.prepack()) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> !cpu || mostTokens > FEW_TOKENS;
        };
    boolean oneBatcher =
        switch (settings.batchers()) {
          case ONE -> true;
          case PER_TASK -> false;
          // Without prepacking it takes one thread for rows not to depend on the batch.
          case AUTO -> !cpu || (prepacking && weightBytes > CACHED_BYTES);
        };
    return new EnginePlan(oneBatcher, prepacking);
  }

  /** Returns the most tokens that a model of any protocol can be asked for. */
  static long mostTokens(Collection<BoundProtocol> boundProtocols, int samples) {
    long most = 0;
    for (BoundProtocol boundProtocol : boundProtocols) {
      long tokens = 0;
      for (PreparedBenchmark benchmark : boundProtocol.benchmarks()) {
        tokens += (long) benchmark.problems() * samples * benchmark.decoding().maxTokens();
      }
      most = Math.max(most, tokens);
    }
    return most;
  }
}
