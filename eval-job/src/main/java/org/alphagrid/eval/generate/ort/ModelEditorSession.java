package org.alphagrid.eval.generate.ort;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.onnx.GraphInput;
import org.alphagrid.eval.onnx.OnnxModel;
import org.alphagrid.merge.checkpoint.LocalTensor;

/**
 * Makes a session over weights that are handed over, by ONNX Runtime's model editor. The other ways
 * to give it weights from memory copy them; here it becomes their owner, and frees what it no
 * longer needs while it loads the rest.
 *
 * <p>The model declares its weights as inputs; the editor makes constants of them. {@link
 * EditorSelfTest} runs before the first of them.
 */
final class ModelEditorSession implements AutoCloseable {
  private static final int CREATE_SHAPE = 57;
  private static final int SET_ELEMENT_TYPE = 58;
  private static final int SET_DIMENSIONS = 59;
  private static final int RELEASE_SESSION = 95;
  private static final int RELEASE_TYPE = 98;
  private static final int RELEASE_SHAPE = 99;
  private static final int SET_SYMBOLS = 271;
  private static final int RELEASE_GRAPH = 287;
  private static final int RELEASE_MODEL = 288;

  private static final int EDIT_TYPE = 0;
  private static final int EDIT_VALUE = 5;
  private static final int EDIT_GRAPH = 7;
  private static final int EDIT_INPUTS = 8;
  private static final int EDIT_INITIALIZER = 10;
  private static final int EDIT_MODEL = 12;
  private static final int EDIT_ADD_GRAPH = 13;
  private static final int EDIT_SESSION = 16;
  private static final int EDIT_APPLY = 18;
  private static final int EDIT_FINALIZE = 19;

  /** Smaller tensors must be copied, so that shapes can be inferred from them. */
  private static final int LEAST_HANDED_BYTES = 128;

  private static final Pointer NONE = new Pointer(0);

  private final OrtApi api = OrtApi.api();
  private final OrtApi editor = api.modelEditor();
  private final Pointer options;
  private Pointer session;

  private ModelEditorSession(OnnxModel model, OrtSession.SessionOptions options) {
    this.options = OrtHandles.of(options);
    byte[] bytes = model.bytes();
    try (Memory copy = new Memory(bytes.length)) {
      copy.write(0, bytes, 0, bytes.length);
      Pointer environment = OrtHandles.of(OrtEnvironment.getEnvironment());
      this.session =
          editor.make(EDIT_SESSION, environment, copy, (long) bytes.length, this.options);
    }
  }

  /**
   * Makes a session.
   *
   * @param weights has every tensor that the model does not find in a file; they are taken
   * @throws IllegalStateException when ONNX Runtime refuses
   */
  static OrtSession open(
      OnnxModel model, EngineWeights weights, OrtSession.SessionOptions options) {
    try (ModelEditorSession edited = new ModelEditorSession(model, options)) {
      edited.hand(model, weights);
      return edited.finish();
    }
  }

  private void hand(OnnxModel model, EngineWeights weights) {
    Pointer edits = editor.make(EDIT_MODEL, NONE, NONE, 0L);
    try {
      Pointer graph = editor.make(EDIT_GRAPH);
      try {
        setInputs(graph, model.inputs());
        for (LocalTensor tensor : model.inMemory().values()) {
          addWeight(graph, tensor, weights);
        }
        editor.check(EDIT_ADD_GRAPH, edits, graph);
      } catch (RuntimeException | Error e) {
        api.call(RELEASE_GRAPH, graph);
        throw e;
      }
      editor.check(EDIT_APPLY, session, edits);
    } finally {
      api.call(RELEASE_MODEL, edits);
    }
  }

  private void addWeight(Pointer graph, LocalTensor tensor, EngineWeights weights) {
    Pointer value = weights.take(tensor.name());
    byte handed = (byte) (tensor.bytes().length() < LEAST_HANDED_BYTES ? 0 : 1);
    try {
      editor.check(EDIT_INITIALIZER, graph, tensor.name(), value, handed);
    } catch (RuntimeException | Error e) {
      weights.release(value);
      throw e;
    }
  }

  /** Adds what stays an input; whatever else the model declares as one is a weight. */
  private void setInputs(Pointer graph, List<GraphInput> inputs) {
    try (Memory values = new Memory(inputs.size() * (long) Long.BYTES)) {
      for (int i = 0; i < inputs.size(); i++) {
        values.setPointer(i * (long) Long.BYTES, value(inputs.get(i)));
      }
      editor.check(EDIT_INPUTS, graph, values, (long) inputs.size());
    }
  }

  private Pointer value(GraphInput input) {
    Pointer shape = api.make(CREATE_SHAPE);
    try {
      api.check(SET_ELEMENT_TYPE, shape, input.elementType());
      setDimensions(shape, input.dimensions());
      Pointer type = editor.make(EDIT_TYPE, shape);
      try {
        return editor.make(EDIT_VALUE, input.name(), type);
      } finally {
        api.call(RELEASE_TYPE, type);
      }
    } finally {
      api.call(RELEASE_SHAPE, shape);
    }
  }

  private void setDimensions(Pointer shape, List<Object> dimensions) {
    int rank = dimensions.size();
    long[] sizes = new long[rank];
    List<Memory> symbols = new ArrayList<>();
    try (Memory names = new Memory(rank * (long) Long.BYTES)) {
      for (int i = 0; i < rank; i++) {
        boolean known = dimensions.get(i) instanceof Number;
        sizes[i] = known ? ((Number) dimensions.get(i)).longValue() : -1;
        String symbol = known ? "" : dimensions.get(i).toString();
        Memory text = new Memory(symbol.length() + 1L);
        text.setString(0, symbol);
        symbols.add(text);
        names.setPointer(i * (long) Long.BYTES, text);
      }
      api.check(SET_DIMENSIONS, shape, OrtNative.dimensions(sizes), (long) rank);
      api.check(SET_SYMBOLS, shape, names, (long) rank);
    } finally {
      symbols.forEach(Memory::close);
    }
  }

  private OrtSession finish() {
    editor.check(EDIT_FINALIZE, session, options, null);
    OrtSession ready = OrtHandles.session(session);
    session = null;
    return ready;
  }

  /** Gives up a session that did not become ready. */
  @Override
  public void close() {
    if (session != null) {
      api.call(RELEASE_SESSION, session);
      session = null;
    }
  }
}
