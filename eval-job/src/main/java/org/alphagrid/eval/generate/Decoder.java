package org.alphagrid.eval.generate;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.generate.ort.DjlSession;
import org.alphagrid.eval.generate.ort.EngineDevice;
import org.alphagrid.eval.generate.ort.EngineWeights;
import org.alphagrid.eval.onnx.CopyGraph;
import org.alphagrid.eval.onnx.DecoderGraph;
import org.alphagrid.eval.onnx.GraphOptions;
import org.alphagrid.eval.onnx.TokenChoice;
import org.alphagrid.merge.architecture.DecoderSpec;
import org.alphagrid.merge.checkpoint.LocalModel;

/**
 * Holds a loaded model, but no sequence: caches belong to the {@link ContinuousBatcher}s over it,
 * of which several may run at once, each on its own thread. Closed after them.
 */
public final class Decoder implements AutoCloseable {
  private final DecoderSpec spec;
  private final int positions;
  private final DecoderOptions options;
  private final DjlSession session;
  private final DjlSession copier; // null where the cache is plain memory
  private EngineMemory.Share share; // null where nobody counts

  private Decoder(
      DecoderSpec spec,
      int positions,
      DecoderOptions options,
      DjlSession session,
      DjlSession copier) {
    this.spec = spec;
    this.positions = positions;
    this.options = options;
    this.session = session;
    this.copier = copier;
  }

  /**
   * Loads a model. Its files must stay unchanged until it is closed; tensors in memory are copied
   * and may be let go.
   *
   * @throws IllegalArgumentException when tensors and configuration do not fit together
   * @throws org.alphagrid.core.UserException when the configuration cannot be carried out
   * @throws IllegalStateException when ONNX Runtime refuses the model
   */
  public static Decoder open(LocalModel model, DecoderOptions options) {
    return open(model.config().describe(), model, options);
  }

  /** Loads a model by a description of its own. */
  static Decoder open(DecoderSpec spec, LocalModel model, DecoderOptions options) {
    try (EngineWeights weights = new EngineWeights(options)) {
      return open(spec, model, weights, options);
    }
  }

  /**
   * Loads a model whose tensors, or some of them, are the engine's own already. They are taken
   * over: for another session they would have to be made again.
   */
  public static Decoder open(LocalModel model, EngineWeights weights, DecoderOptions options) {
    return open(model.config().describe(), model, weights, options);
  }

  private static Decoder open(
      DecoderSpec spec, LocalModel model, EngineWeights weights, DecoderOptions options) {
    int positions = Math.min(options.positions(), spec.contextLength());
    GraphOptions graph =
        options.device() == EngineDevice.CPU
            ? GraphOptions.cpu(positions).choosing(options.choice())
            : GraphOptions.cuda(positions, options.compute(), options.choice());
    DjlSession session = DjlSession.open(DecoderGraph.build(spec, model, graph), weights, options);
    if (!options.engineCache()) {
      return new Decoder(spec, positions, options, session, null);
    }
    DjlSession copier = DjlSession.open(CopyGraph.build(options.compute()), options);
    Decoder decoder = new Decoder(spec, positions, options, session, copier);
    try {
      DeviceSelfTest.require(decoder);
    } catch (RuntimeException | Error e) {
      decoder.close();
      throw e;
    }
    return decoder;
  }

  /** Returns what the model is. */
  public DecoderSpec spec() {
    return spec;
  }

  /** Returns the tokens of the longest sequence, prompt and completion together. */
  public int positions() {
    return positions;
  }

  /**
   * Returns engine, version and compute type, for example {@code onnxruntime 1.29.0 f32}; and that
   * logits may depend on the batch, where they may.
   */
  public String engine() {
    return "onnxruntime "
        + OrtEnvironment.getEnvironment().getVersion()
        + " "
        + options.compute().text()
        + (options.prepacking() ? "" : " without prepacking")
        + (options.choice().kind() == TokenChoice.Kind.NONE ? "" : " choosing in the graph")
        + (batchInvariant() ? "" : " not batch-invariant");
  }

  /** Returns where it runs, for example {@code cpu}. */
  public String device() {
    return options.device().key();
  }

  /**
   * Returns whether a row's logits are the same bits whatever else is in the batch. Measured:
   * always with prepacking, whatever the threads; without it on one thread only, since the matrix
   * kernels then cut their sums by the size of each thread's share. On a GPU it is not known to
   * hold.
   */
  public boolean batchInvariant() {
    return options.device() == EngineDevice.CPU && (options.prepacking() || options.threads() == 1);
  }

  /**
   * Returns the fewest rows that may be run together if logits are not to depend on their number.
   * Without prepacking a single row is multiplied by a kernel of its own, which sums in another
   * order.
   */
  int leastRows() {
    return options.prepacking() ? 1 : 2;
  }

  /** Returns the fewest rows that any run must want, one that only fills the cache too. */
  int leastWanted() {
    return DecoderGraph.leastWanted(spec, options.choice());
  }

  /** Makes a way to have tokens of its steps, for so many rows at most. */
  TokenSampler tokenDraw(int slots) {
    return options.choice().kind() == TokenChoice.Kind.NONE
        ? new HostSampler(spec.vocabularySize(), slots, options.threads())
        : new GraphSampler(options.choice(), spec.vocabularySize(), slots);
  }

  /** Allocates memory for keys and values where the engine computes. */
  CacheMemory cacheMemory(int tensors, long values) {
    return copier == null
        ? plainMemory(tensors, values)
        : new DeviceCacheMemory(
            session(),
            copier.session(),
            options.device(),
            options.deviceId(),
            options.compute(),
            tensors,
            values);
  }

  /** Allocates memory for keys and values outside the engine. */
  CacheMemory plainMemory(int tensors, long values) {
    return new HostCacheMemory(options.compute(), tensors, values);
  }

  /** Returns the most values of one tensor of such memory. */
  long mostCacheValues() {
    return copier == null ? HostCacheMemory.mostValues(options.compute()) : Long.MAX_VALUE;
  }

  /** Returns the bytes of one key or value. */
  int cacheValueBytes() {
    return options.compute().bytes();
  }

  /** Gives this share of the machine's memory back when the model is closed. */
  void holds(EngineMemory.Share memory) {
    share = memory;
  }

  /** Returns the most bytes of keys and values that there is room for, of all batchers together. */
  public long cacheRoom() {
    return share == null ? Long.MAX_VALUE : share.pool();
  }

  OrtSession session() {
    return session.session();
  }

  /**
   * Ends the profile that {@link DecoderOptions#profile} asked for.
   *
   * @return the file that was written: a JSON array of trace events
   */
  public Path endProfile() {
    return session.endProfile();
  }

  @Override
  public void close() {
    if (copier != null) {
      copier.close();
    }
    session.close();
    if (share != null) {
      share.close();
    }
  }
}
