package org.alphagrid.eval.job;

import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/** Reads where a job finds the benchmarks and protocols that a sweep names. */
public final class DefinitionArguments {
  @Option(
      names = "--conf",
      paramLabel = "DIR",
      defaultValue = "conf",
      description = "Folder with benchmarks/ and protocols/ (default: ${DEFAULT-VALUE}).")
  private String directory;

  /** Returns the folder. */
  public Path folder() {
    return new Path(directory);
  }
}
