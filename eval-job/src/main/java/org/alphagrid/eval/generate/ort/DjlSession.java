package org.alphagrid.eval.generate.ort;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.onnxruntime.engine.OrtNDManager;
import ai.djl.onnxruntime.engine.OrtSymbolBlock;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.alphagrid.core.ResourceException;
import org.alphagrid.eval.onnx.OnnxModel;
import org.alphagrid.merge.checkpoint.LocalTensor;
import org.alphagrid.merge.checkpoint.TensorBytes;

/**
 * Holds a model loaded by DJL's ONNX Runtime engine, and the session underneath it. DJL owns
 * engine, device and life cycle; its own forward pass would copy the whole cache at every step.
 */
public final class DjlSession implements AutoCloseable {
  static {
    EngineStart.require();
  }

  private final Model model;
  private final OrtSymbolBlock block;
  private final OrtSession session;

  private DjlSession(Model model, OrtSession session) {
    this.model = model;
    this.session = session;
    this.block = new OrtSymbolBlock(session, (OrtNDManager) model.getNDManager());
    model.setBlock(block);
  }

  /**
   * Loads a model. Tensors in Java's memory are copied and may be let go.
   *
   * @throws IllegalStateException when ONNX Runtime refuses the model
   */
  public static DjlSession open(OnnxModel onnx, DecoderOptions options) {
    try (EngineWeights weights = new EngineWeights(options)) {
      return open(onnx, weights, options);
    }
  }

  /** Opens a session with tensors of the engine's own, which are taken over. */
  public static DjlSession open(OnnxModel onnx, EngineWeights weights, DecoderOptions options) {
    // DJL must make the environment: it asks for its own thread pools and cannot share an older
    // one.
    Model model = Model.newInstance(onnx.name(), Device.cpu(), EngineStart.ENGINE);
    try (OrtSession.SessionOptions sessionOptions = sessionOptions(options)) {
      return new DjlSession(model, session(onnx, weights, sessionOptions));
    } catch (RuntimeException e) {
      model.close();
      throw e;
    } catch (OrtException e) {
      model.close();
      throw refused(onnx, e);
    }
  }

  private static OrtSession session(
      OnnxModel onnx, EngineWeights weights, OrtSession.SessionOptions options)
      throws OrtException {
    if (onnx.inMemory().isEmpty()) {
      return OrtEnvironment.getEnvironment().createSession(onnx.bytes(), options);
    }
    EditorSelfTest.require();
    for (LocalTensor tensor : onnx.inMemory().values()) {
      if (tensor.bytes() instanceof TensorBytes.InMemory memory) {
        weights.add(tensor, memory.buffer());
      }
    }
    try {
      return ModelEditorSession.open(onnx, weights, options);
    } catch (IllegalStateException e) {
      throw refused(onnx, e);
    }
  }

  private static IllegalStateException refused(OnnxModel onnx, Exception e) {
    return new IllegalStateException(
        "Cannot load model '%s' into ONNX Runtime %s: %s"
            .formatted(onnx.name(), OrtEnvironment.getEnvironment().getVersion(), e.getMessage()),
        e);
  }

  public OrtSession session() {
    return session;
  }

  /** Ends profiling and returns the file that was written. */
  public Path endProfile() {
    try {
      return Path.of(session.endProfiling());
    } catch (OrtException e) {
      throw new IllegalStateException("Cannot end the engine's profile: " + e.getMessage(), e);
    }
  }

  static OrtSession.SessionOptions sessionOptions(DecoderOptions options) throws OrtException {
    OrtSession.SessionOptions result = new OrtSession.SessionOptions();
    result.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    result.setIntraOpNumThreads(options.threads());
    result.setInterOpNumThreads(1);
    // The cores are shared with Spark's other tasks; spinning threads would take them away.
    result.addConfigEntry("session.intra_op.allow_spinning", "0");
    result.addConfigEntry("session.inter_op.allow_spinning", "0");
    result.addConfigEntry("session.disable_prepacking", options.prepacking() ? "0" : "1");
    // Without this a large embedding would be cast to float32 at every step.
    result.addConfigEntry("optimization.constant_folding_max_output_size_in_bytes", "0");
    if (options.device() == EngineDevice.CUDA) {
      addCuda(result, options.deviceId());
    }
    result.addConfigEntry("session.model_external_initializers_file_folder_path", "/");
    if (options.profile().isPresent()) {
      result.enableProfiling(options.profile().get().toString());
    }
    return result;
  }

  /** Adds a GPU; one that is missing is an error: the CPU never takes its place. */
  private static void addCuda(OrtSession.SessionOptions result, int deviceId) {
    try {
      result.addCUDA(deviceId);
    } catch (OrtException e) {
      ResourceException refused =
          new ResourceException(
              "Cannot run on cuda device %d: %s (needs the onnxruntime_gpu library in place of onnxruntime, the CUDA 12 user libraries on the library path, and a card)"
                  .formatted(deviceId, e.getMessage()),
              e);
      throw new UncheckedIOException(refused.getMessage(), refused);
    }
  }

  @Override
  public void close() {
    block.close();
    model.close();
  }
}
