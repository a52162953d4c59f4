package org.alphagrid.eval.generate;

import java.util.Collection;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.TensorEntry;

/**
 * Computes the bytes that a model takes on a CPU, known before it is loaded.
 *
 * @param weights in the type it is computed in
 * @param layingOut more while it loads: the largest matrix is there twice when it is laid out anew
 * @param engine graph, tables and scratch space of the engine
 * @param position keys and values of one position of one row
 */
public record ModelMemory(long weights, long layingOut, long engine, long position) {
  /** What a session takes beside its weights: measured 20 to 40 MiB at 494 million parameters. */
  private static final long SESSION_BYTES = 32L << 20;

  /**
   * @param tensors all of the model
   * @param options how it will be loaded
   */
  public static ModelMemory of(
      Collection<TensorEntry> tensors, DecoderSpec spec, DecoderOptions options) {
    long bytes = options.compute().bytes();
    long largest = tensors.stream().mapToLong(t -> t.shape().elements()).max().orElse(0);
    long tables = Math.min(options.positions(), spec.contextLength());
    return new ModelMemory(
        tensors.stream().mapToLong(t -> t.shape().elements()).sum() * bytes,
        options.prepacking() ? largest * bytes : 0,
        SESSION_BYTES + 2 * tables * spec.attention().headSize() * bytes,
        2L * spec.layers() * spec.attention().keyValueWidth() * bytes);
  }

  /** Returns the most of it at a time until the model is loaded, without keys and values. */
  long loading() {
    return weights + layingOut + engine;
  }

  /** Returns what stays while the model does. */
  long loaded() {
    return weights + engine;
  }
}
