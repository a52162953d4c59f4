package org.alphagrid.merge.job;

import picocli.CommandLine.Option;

/** Holds the option that says how large the files of a stored model are. */
public final class ShardSize {
  /** Holds the size in bytes that Hugging Face cuts its files to. */
  public static final long DEFAULT_BYTES = 5_000_000_000L;

  @Option(
      names = "--max-shard-bytes",
      paramLabel = "N",
      defaultValue = "" + DEFAULT_BYTES,
      description = "Most tensor bytes of one output file (default: ${DEFAULT-VALUE}).")
  private long mostBytes;

  /** Returns the most tensor bytes of one file, unless a single tensor is larger. */
  public long mostBytes() {
    return mostBytes;
  }
}
