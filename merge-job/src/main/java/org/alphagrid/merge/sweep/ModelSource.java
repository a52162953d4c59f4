package org.alphagrid.merge.sweep;

/** Says where the eval job takes merged models from. */
public enum ModelSource {
  /** Merges on each executor what it needs, in memory. */
  IN_MEMORY("in-memory"),
  /** Reads the checkpoints that the merge job stored in the run directory. */
  STORED("stored");

  private final String key;

  ModelSource(String key) {
    this.key = key;
  }

  /** Returns the name in sweep files. */
  public String key() {
    return key;
  }
}
