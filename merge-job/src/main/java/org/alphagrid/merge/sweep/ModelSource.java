package org.alphagrid.merge.sweep;

/** Where the eval job takes merged models from. */
public enum ModelSource {
  /** Each executor merges what it needs, in memory. */
  IN_MEMORY("in-memory"),
  /** From the checkpoints that the merge job stored in the run directory. */
  STORED("stored");

  private final String key;

  ModelSource(String key) {
    this.key = key;
  }

  /** The name in sweep files. */
  public String key() {
    return key;
  }
}
