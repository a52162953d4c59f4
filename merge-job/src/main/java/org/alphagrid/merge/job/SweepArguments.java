package org.alphagrid.merge.job;

import java.io.IOException;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.merge.sweep.SweepReader;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds the command-line arguments of every job that works on a sweep. */
public final class SweepArguments {
  @Parameters(index = "0", paramLabel = "SWEEP", description = "The sweep file (YAML).")
  private String file;

  @Option(
      names = "--run",
      paramLabel = "DIR",
      description = "The run directory; runs/<name of the sweep> by default.")
  private String directory;

  /** Reads the sweep file. */
  public Sweep sweep() throws IOException {
    return SweepReader.read(Storage.qualified(new Path(file)));
  }

  /** Binds a sweep to the run directory, comparing and digesting its parents. */
  public SweepRun run(Sweep sweep) throws IOException {
    return SweepRun.open(sweep, directory(sweep));
  }

  /** Binds a sweep likewise, but writes nothing. */
  public SweepRun preview(Sweep sweep) throws IOException {
    return SweepRun.preview(sweep, directory(sweep));
  }

  /** Returns the run directory. */
  public Path directory(Sweep sweep) throws IOException {
    return Storage.qualified(new Path(directory == null ? "runs/" + sweep.name() : directory));
  }
}
