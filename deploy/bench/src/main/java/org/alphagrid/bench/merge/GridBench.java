package org.alphagrid.bench.merge;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.alphagrid.bench.BenchOutput;
import org.alphagrid.merge.checkpoint.WeightDigest;
import org.alphagrid.merge.engine.Output;
import org.alphagrid.merge.engine.TensorMerger;
import org.alphagrid.merge.engine.TensorSink;
import org.alphagrid.merge.tensor.StripedChecksum;

/**
 * Measures eleven alphas in one pass, each result digested and not stored, against one alpha. The
 * digest is the one by which the merge job compares what it wrote with what it reads back. Others
 * are measured beside it: what a digest costs is paid for every result, so a dear one hides the
 * merge.
 */
final class GridBench {
  private static final TensorSink NOWHERE = (bytes, count) -> {};

  private GridBench() {}

  static void run(BenchParents parents, int tries) throws IOException {
    BenchOutput.say(
        "%n%-34s %8s %8s %8s %8s", "eleven alphas in one pass, linear", "1", "11", "ratio", "goal");
    grid(parents, tries, "nothing kept", "", () -> Output.to(NOWHERE));
    grid(
        parents,
        tries,
        "digested",
        "<= 3.5",
        () -> new Output(NOWHERE, Optional.of(new StripedChecksum()), Optional.empty()));
    grid(
        parents,
        tries,
        "digested by CRC-32C",
        "",
        () -> {
          CRC32C checksum = new CRC32C();
          return Output.to((bytes, count) -> checksum.update(bytes, 0, count));
        });
    grid(
        parents,
        tries,
        "digested by SHA-256",
        "",
        () -> {
          MessageDigest sha256 = WeightDigest.sha256();
          return Output.to((bytes, count) -> sha256.update(bytes, 0, count));
        });
  }

  private static void grid(
      BenchParents parents, int tries, String what, String goal, Supplier<Output> outputs)
      throws IOException {
    double one = seconds(parents, tries, 1, outputs);
    double eleven = seconds(parents, tries, 11, outputs);
    BenchOutput.say("%-34s %7.3fs %7.3fs %8.2f %8s", what, one, eleven, eleven / one, goal);
  }

  private static double seconds(
      BenchParents parents, int tries, int count, Supplier<Output> outputs) throws IOException {
    TensorMerger merger = parents.merger(parents.points("linear", count));
    merger.prepare();
    return Measurement.seconds(
        tries + 1,
        () -> KernelsBench.merge(parents, merger, Stream.generate(outputs).limit(count).toList()));
  }
}
