package org.alphagrid.eval.generate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alphagrid.core.ResourceException;

/**
 * Counts what the models of one JVM take of its machine. A model is loaded only where there is room
 * for it, because a system that has too little memory ends the whole process without a word. Where
 * others are in use, the model waits until they are given back.
 */
public final class EngineMemory {
  /** How ONNX Runtime, the C library and the JVM say that they got no memory. */
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "bad_alloc|bad allocation|failed to allocate|cannot allocate memory|out of memory");

  private static final long LOOK_AGAIN_MILLIS = 100;

  private final MachineMemory machine;
  private final List<Share> shares = new ArrayList<>();

  EngineMemory(MachineMemory machine) {
    this.machine = machine;
  }

  /** Counts the memory of this machine. */
  public static EngineMemory here() {
    return new EngineMemory(MachineMemory.here());
  }

  /**
   * Limits what all models of the JVM may take together.
   *
   * @param bytes at most
   * @param of what says so, for messages
   */
  public record Limit(long bytes, String of) {
    /** Sets no limit but the machine's. */
    public static final Limit NONE = new Limit(Long.MAX_VALUE, "");
  }

  /**
   * Says how much memory the keys and values of a model take.
   *
   * @param least bytes it cannot do without
   * @param most bytes it may take; between, what there is room for
   */
  public record Pool(long least, long most) {}

  /** Loads a model. */
  public interface Load {
    Decoder decoder() throws IOException;
  }

  /** Holds what one model takes. */
  final class Share implements AutoCloseable {
    private final ModelMemory memory;
    private final boolean loading;
    private final long pool;

    private Share(ModelMemory memory, boolean loading, long pool) {
      this.memory = memory;
      this.loading = loading;
      this.pool = pool;
    }

    /** Returns the bytes of keys and values that there is room for. */
    long pool() {
      return pool;
    }

    private long bytes() {
      return (loading ? memory.loading() : memory.loaded()) + pool;
    }

    /** Returns the bytes of it that the machine still counts as free. */
    private long untouched() {
      return loading ? bytes() : pool;
    }

    @Override
    public void close() {
      synchronized (EngineMemory.this) {
        shares.remove(this);
      }
    }
  }

  /**
   * Loads a model if there is room for it.
   *
   * @param name what messages call it
   * @param limit of all models together
   * @param idle closes models that nobody uses
   * @throws ResourceException when there is too little memory, before or while it loads
   * @throws IOException when the model cannot be read
   */
  public Decoder load(
      String name, ModelMemory memory, Pool pool, Limit limit, Runnable idle, Load load)
      throws IOException {
    Share loading = reserve(name, memory, pool, limit, idle);
    try {
      Decoder decoder = load.decoder();
      synchronized (this) {
        loading.close();
        long left = left(limit).map(MachineMemory.Left::bytes).orElse(Long.MAX_VALUE);
        // Half of what is left, for the JVM's own needs grow as well.
        long room = Math.max(pool.least(), Math.min(pool.most(), left / 2));
        Share loaded = new Share(memory, false, room);
        shares.add(loaded);
        decoder.holds(loaded);
      }
      return decoder;
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      Optional<Throwable> cause = outOfMemory(e);
      if (cause.isPresent()) {
        throw failedWhileLoading(name, memory, cause.get(), e);
      }
      throw e;
    } finally {
      loading.close();
    }
  }

  private Share reserve(String name, ModelMemory memory, Pool pool, Limit limit, Runnable idle)
      throws ResourceException {
    long needed = memory.loading() + pool.least();
    for (int look = 0; ; look++) {
      synchronized (this) {
        Optional<MachineMemory.Left> left = left(limit);
        if (left.isEmpty() || needed <= left.get().bytes()) {
          Share share = new Share(memory, true, pool.least());
          shares.add(share);
          return share;
        }
        if (look > 0 && shares.isEmpty()) {
          throw new ResourceException(tooLittle(name, memory, pool, left.get()));
        }
      }
      // Outside the lock: closing gives shares back.
      idle.run();
      if (look > 0) {
        await(name);
      }
    }
  }

  /** Waits until others may have been given back. */
  private static void await(String name) {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Cannot load model '%s': interrupted while it waited for memory".formatted(name), e);
    }
  }

  private Optional<MachineMemory.Left> left(Limit limit) {
    long held = shares.stream().mapToLong(Share::bytes).sum();
    long untouched = shares.stream().mapToLong(Share::untouched).sum();
    Optional<MachineMemory.Left> left =
        machine.left().map(l -> new MachineMemory.Left(l.bytes() - untouched, l.of()));
    long declared = limit.bytes() - held;
    return limit != Limit.NONE && left.map(l -> declared < l.bytes()).orElse(true)
        ? Optional.of(new MachineMemory.Left(declared, limit.of()))
        : left;
  }

  private static String tooLittle(
      String name, ModelMemory memory, Pool pool, MachineMemory.Left left) {
    return "Cannot load model '%s': it needs %d MiB (%s, keys and values %d), %d MiB are left of %s (%s)"
        .formatted(
            name,
            mebi(memory.loading() + pool.least()),
            parts(memory),
            mebi(pool.least()),
            Math.max(0, left.bytes()) >> 20,
            left.of(),
            advice(memory));
  }

  private static ResourceException failedWhileLoading(
      String name, ModelMemory memory, Throwable cause, Throwable failure) {
    return new ResourceException(
        "Cannot load model '%s': out of memory: %s (it needs %d MiB: %s; %s)"
            .formatted(
                name, cause.getMessage(), mebi(memory.loading()), parts(memory), advice(memory)),
        failure);
  }

  private static String parts(ModelMemory memory) {
    return "weights %d, laying them out %d, engine %d"
        .formatted(mebi(memory.weights()), mebi(memory.layingOut()), mebi(memory.engine()));
  }

  private static String advice(ModelMemory memory) {
    return "lower eval.engine.cacheMiB or eval.batch, %srun fewer executors on a machine, or give the job more memory"
        .formatted(memory.layingOut() > 0 ? "set eval.engine.prepack: never, " : "");
  }

  private static long mebi(long bytes) {
    return (bytes + (1 << 20) - 1) >> 20;
  }

  /** Returns the cause that says that there was no memory; empty for another failure. */
  private static Optional<Throwable> outOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
      if (cause instanceof OutOfMemoryError || NO_MEMORY.matcher(text).find()) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
