package org.alphagrid.eval.generate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps the loaded models of one JVM, each built once and shared by all tasks that ask for it.
 *
 * <p>A model in use is never closed. Unused ones stay for the next task, the least recently used
 * being closed as soon as there are more models than the bound; models in use may exceed it.
 */
public final class DecoderCache implements AutoCloseable {
  private final int bound;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param bound most models kept loaded, unless more are in use
   */
  public DecoderCache(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("Invalid decoder bound: " + bound + " (must be > 0)");
    }
    this.bound = bound;
  }

  /**
   * Takes a model into use, loading it first if it is not there. Others who want the same key wait
   * for the load; other keys do not. A failed load is thrown to each who waited and not remembered.
   *
   * @param key what identifies the model and how it is loaded, for example its digest
   */
  public Lease acquire(String key, Supplier<Decoder> load) {
    Entry entry;
    synchronized (this) {
      entry = entries.computeIfAbsent(key, Entry::new);
      entry.users++;
      // Before the load, so that an idle model is gone before the next one needs the memory.
      closeUnused();
    }
    try {
      return new Lease(this, entry, entry.decoder(load));
    } catch (RuntimeException | Error e) {
      release(entry);
      throw e;
    }
  }

  private synchronized void release(Entry entry) {
    entry.users--;
    if (entry.users == 0 && entry.shared != null) {
      entry.shared.close(); // Gives the memory of keys and values back; the model stays.
      entry.shared = null;
    }
    if (entry.users == 0 && entry.decoder == null) {
      entries.remove(entry.key);
    }
    closeUnused();
  }

  private void closeUnused() {
    var all = entries.values().iterator();
    while (entries.size() > bound && all.hasNext()) {
      Entry entry = all.next();
      if (entry.users == 0) {
        all.remove();
        entry.decoder.close();
      }
    }
  }

  /** Closes every model that is not in use. */
  @Override
  public synchronized void close() {
    var all = entries.values().iterator();
    while (all.hasNext()) {
      Entry entry = all.next();
      if (entry.users == 0) {
        all.remove();
        entry.decoder.close();
      }
    }
  }

  private static final class Entry {
    private final String key;
    private int users;
    private volatile Decoder decoder;
    private SharedBatcher shared;

    Entry(String key) {
      this.key = key;
    }

    synchronized Decoder decoder(Supplier<Decoder> load) {
      if (decoder == null) {
        decoder = load.get();
      }
      return decoder;
    }
  }

  /** Holds a model in use until closed. */
  public static final class Lease implements AutoCloseable {
    private final DecoderCache cache;
    private final Entry entry;
    private final Decoder decoder;
    private boolean released;

    private Lease(DecoderCache cache, Entry entry, Decoder decoder) {
      this.cache = cache;
      this.entry = entry;
      this.decoder = decoder;
    }

    public Decoder decoder() {
      return decoder;
    }

    /**
     * Returns the batchers that all tasks share that have this model in use at a time. The first of
     * them says how large and how many they are; they are closed with the last lease.
     *
     * @throws IllegalStateException when their caches cannot be allocated
     */
    public SharedBatcher shared(BatchOptions options, int batchers) {
      synchronized (cache) {
        if (released) {
          throw new IllegalStateException("Cannot share a batcher: the model was given back");
        }
        if (entry.shared == null) {
          entry.shared = new SharedBatcher(decoder, options, batchers);
        }
        return entry.shared;
      }
    }

    @Override
    public void close() {
      if (!released) {
        released = true;
        cache.release(entry);
      }
    }
  }
}
