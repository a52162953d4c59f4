package org.alphagrid.merge.job;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes a checkpoint with random weights, for trying a family out and for timing. */
@Command(
    name = "random-checkpoint",
    mixinStandardHelpOptions = true,
    description = "Writes a checkpoint with random weights in the shape of a real model.",
    footer = {"", "Exit codes: 0 done, 1 unexpected failure, 2 wrong input."})
public final class RandomCheckpointCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Shape shape;

  /** Where the configuration comes from. */
  private static final class Shape {
    @Option(
        names = "--shape",
        paramLabel = "NAME",
        description = "A shape that comes with the program; \"list\" prints them.")
    private String name;

    @Option(names = "--config", paramLabel = "FILE", description = "Or a config.json of your own.")
    private String file;
  }

  @Option(names = "--out", paramLabel = "DIR", description = "The directory to be written.")
  private String out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Different seeds give different weights (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      defaultValue = "bf16",
      description = "bf16, f16 or f32 (default: ${DEFAULT-VALUE}).")
  private String dtype;

  @Mixin private ShardSize shards;

  @Override
  public Integer call() throws IOException {
    if ("list".equals(shape.name)) {
      ModelShapes.names().forEach(Terminal::say);
      return 0;
    }
    if (out == null) {
      throw new UserException("Missing required option '--out' (the directory to be written)");
    }
    String config =
        shape.name == null
            ? Storage.readText(new Path(shape.file))
            : ModelShapes.config(shape.name);
    Path folder = new Path(out);
    new RandomCheckpoint(config, seed).write(folder, storedType(), shards.mostBytes());
    try (Checkpoint written = Checkpoint.open(folder)) {
      Terminal.say(
          "random-checkpoint: %d tensors, %d MB in %s"
              .formatted(written.tensors().size(), written.bytes() / 1_000_000, folder));
    }
    return 0;
  }

  private DType storedType() {
    try {
      return DType.ofConfigName(dtype);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (--dtype)", e);
    }
  }

  /** Runs and ends the JVM with the command's exit code. */
  public static void main(String[] arguments) {
    System.exit(JobCommand.run(new RandomCheckpointCommand(), arguments));
  }
}
