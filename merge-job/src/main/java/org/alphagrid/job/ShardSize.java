package org.alphagrid.job;

import picocli.CommandLine.Option;

/** The option that says how large the files of a stored model are. */
public final class ShardSize {
  @Option(
      names = "--max-shard-bytes",
      paramLabel = "N",
      // What Hugging Face's own files are cut to.
      defaultValue = "5000000000",
      description = "Most tensor bytes of one output file (default: ${DEFAULT-VALUE}).")
  private long mostBytes;

  /** Most tensor bytes of one file, unless a single tensor is larger. */
  public long mostBytes() {
    return mostBytes;
  }
}
