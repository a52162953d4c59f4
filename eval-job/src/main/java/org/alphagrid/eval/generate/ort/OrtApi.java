package org.alphagrid.eval.generate.ort;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Calls ONNX Runtime's C functions through their table, in the very library that the Java interface
 * loaded. The order of a table is part of the C interface's promise: functions are only ever added
 * at its end.
 */
final class OrtApi {
  /** The table as of this version; later libraries still hand it out. */
  private static final int API_VERSION = 22;

  private static final int GET_ERROR_MESSAGE = 2;
  private static final int RELEASE_STATUS = 93;
  private static final int GET_MODEL_EDITOR_API = 291;

  private final OrtApi statuses;
  private final Pointer table;

  private OrtApi(OrtApi statuses, Pointer table) {
    this.statuses = statuses == null ? this : statuses;
    this.table = table;
  }

  /**
   * Finds the main table.
   *
   * @throws IllegalStateException when it is not there
   */
  static OrtApi api() {
    Function base = NativeLibrary.getInstance(loadedLibrary()).getFunction("OrtGetApiBase");
    Pointer functions = (Pointer) base.invoke(Pointer.class, new Object[0]);
    Function getApi = Function.getFunction(functions.getPointer(0));
    return new OrtApi(null, found((Pointer) getApi.invoke(Pointer.class, number(API_VERSION))));
  }

  /** Returns the table of functions that change a model before its session is ready. */
  OrtApi modelEditor() {
    Object[] none = {};
    return new OrtApi(
        this, found((Pointer) function(GET_MODEL_EDITOR_API).invoke(Pointer.class, none)));
  }

  private static Object[] number(int value) {
    return new Object[] {value};
  }

  private static Pointer found(Pointer table) {
    if (table == null) {
      throw new IllegalStateException(
          "Cannot use ONNX Runtime's C interface: version %d is not there".formatted(API_VERSION));
    }
    return table;
  }

  private static String loadedLibrary() {
    try {
      return Files.readAllLines(Path.of("/proc/self/maps")).stream()
          .filter(line -> line.contains("/libonnxruntime.so"))
          .map(line -> line.substring(line.indexOf('/')))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "Cannot use ONNX Runtime's C interface: libonnxruntime.so is not loaded"));
    } catch (IOException e) {
      throw new IllegalStateException(
          "Cannot use ONNX Runtime's C interface: " + e.getMessage(), e);
    }
  }

  /**
   * Calls a function that returns a status.
   *
   * @throws IllegalStateException with ONNX Runtime's own message when it failed
   */
  void check(int function, Object... arguments) {
    Pointer status = (Pointer) function(function).invoke(Pointer.class, arguments);
    if (status != null) {
      Object[] self = {status};
      Pointer message = (Pointer) statuses.function(GET_ERROR_MESSAGE).invoke(Pointer.class, self);
      String text = message.getString(0);
      statuses.call(RELEASE_STATUS, status);
      throw new IllegalStateException("ONNX Runtime: " + text);
    }
  }

  /** Calls a function that returns a status and, through its last argument, a pointer. */
  Pointer make(int function, Object... arguments) {
    PointerByReference result = new PointerByReference();
    Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = result;
    check(function, all);
    return result.getValue();
  }

  /** Calls a function that returns nothing. */
  void call(int function, Object... arguments) {
    function(function).invokeVoid(arguments);
  }

  private Function function(int index) {
    return Function.getFunction(table.getPointer((long) index * Long.BYTES));
  }
}
