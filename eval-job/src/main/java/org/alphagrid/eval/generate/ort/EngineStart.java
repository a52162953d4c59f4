package org.alphagrid.eval.generate.ort;

import ai.djl.engine.Engine;
import java.util.concurrent.atomic.AtomicReference;
import org.alphagrid.eval.generate.tokenizer.OfflineDjl;

/**
 * Starts ONNX Runtime once per JVM, on a thread with a large stack.
 *
 * <p>When it starts, ONNX Runtime 1.29 matches the command line of the process with a recursive
 * regular expression, three frames a character. A JVM with a long class path on its command line,
 * as Spark starts executors, would overflow a stack of the usual size and be killed without a word.
 */
final class EngineStart {
  static final String ENGINE = "OnnxRuntime";

  /** Enough for a command line of a million characters; only what is used becomes real memory. */
  private static final long STACK_BYTES = 1L << 29;

  static {
    OfflineDjl.require();
  }

  private static boolean started;

  private EngineStart() {}

  /**
   * Starts the engine unless it runs already.
   *
   * @throws IllegalStateException when it cannot be started
   */
  static synchronized void require() {
    if (!started) {
      start();
      started = true;
    }
  }

  // Not from a static initialiser: the new thread would wait for it, and it for the thread.
  private static void start() {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(null, () -> Engine.getEngine(ENGINE), "onnxruntime-start", STACK_BYTES);
    thread.setUncaughtExceptionHandler((dying, cause) -> failure.set(cause));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Cannot start ONNX Runtime: interrupted", e);
    }
    if (failure.get() != null) {
      throw new IllegalStateException("Cannot start ONNX Runtime: " + failure.get(), failure.get());
    }
  }
}
