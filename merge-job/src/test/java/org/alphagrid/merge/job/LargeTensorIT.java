package org.alphagrid.merge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.alphagrid.core.spark.JobProcess;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.SafetensorsHeader;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.checkpoint.TensorEntry;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.BlockMath;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedding of 2 GiB goes through a JVM with half of that, published and verified. */
@Tag("slow")
class LargeTensorIT {
  private static final int ROWS = 1 << 19;
  private static final int WIDTH = 1 << 11;
  private static final int FILLED = 1 << 20;
  private static final long APART = 1L << 26;

  @TempDir Path directory;

  @Test
  void tensorOfTwiceTheHeapIsMergedStoredAndVerified() throws Exception {
    writeParent("direct", 1);
    writeParent("think", 2);
    Path sweep =
        Files.writeString(
            directory.resolve("sweep.yaml"),
            """
            name: large
            parents: {direct: direct, think: think}
            merge: [{method: surgical, share: 0.001}]
            eval: {benchmarks: [none], protocol: none, models: stored}
            """);
    Path log = directory.resolve("job.log");
    Path run = directory.resolve("run");
    long started = System.nanoTime();
    Process job =
        new JobProcess()
            .with("-Xmx1g", "-Dspark.master=local[2]")
            .start(log, MergeJob.class, sweep.toString(), "--run", run.toString());
    long own = mostOwnMemory(job);
    assertThat(JobProcess.end(job, log)).as(Files.readString(log)).isZero();
    System.out.printf(
        "2 GiB embedding, surgical, -Xmx1g: %.1f s, %d MB of memory of its own at most%n",
        (System.nanoTime() - started) / 1e9, own >> 10);
    Path point = run.resolve("points/surgical/share=0.001");
    assertThat(point.resolve("merge-manifest.json")).isRegularFile();
    try (Checkpoint direct = open(directory.resolve("direct"));
        Checkpoint think = open(directory.resolve("think"));
        Checkpoint merged = open(point)) {
      compare(direct, think, merged);
    }
  }

  /** Elements are think's or direct's; where think differs enough, it is think's. */
  private static void compare(Checkpoint direct, Checkpoint think, Checkpoint merged)
      throws IOException {
    TensorEntry embedding = merged.tensor(WeightLayout.EMBEDDING_NAME);
    assertThat(embedding.bytes()).isEqualTo(2L << 30);
    long taken = 0;
    float leastTaken = Float.MAX_VALUE;
    float mostLeft = 0;
    for (long offset = 0; offset < embedding.bytes(); offset += APART) {
      float[] ours = floats(merged, offset);
      float[] from = floats(direct, offset);
      float[] other = floats(think, offset);
      for (int i = 0; i < ours.length; i++) {
        float gap = Math.abs(other[i] - from[i]);
        if (ours[i] == other[i] && gap != 0) {
          taken++;
          leastTaken = Math.min(leastTaken, gap);
        } else {
          assertThat(ours[i]).isEqualTo(from[i]);
          mostLeft = Math.max(mostLeft, gap);
        }
      }
    }
    assertThat(leastTaken).isGreaterThanOrEqualTo(mostLeft);
    long elements = merged.tensors().stream().mapToLong(t -> t.shape().elements()).sum();
    assertThat(taken).isBetween(elements / 1000 - 200_000, elements / 1000);
  }

  private static float[] floats(Checkpoint checkpoint, long offset) throws IOException {
    byte[] bytes = new byte[FILLED];
    TensorEntry embedding = checkpoint.tensor(WeightLayout.EMBEDDING_NAME);
    checkpoint.slice(embedding, offset, FILLED).get(bytes);
    float[] values = new float[FILLED / 2];
    BlockMath.scalar().codec().decode(DType.BF16, bytes, 0, values, values.length);
    return values;
  }

  /** Mostly zeros that take no room, with a stretch of numbers every now and then. */
  private void writeParent(String name, int seed) throws IOException {
    TinyCheckpoint tiny = new TinyCheckpoint().hiddenSize(WIDTH).vocabulary(ROWS);
    Path folder = Files.createDirectories(directory.resolve(name));
    Files.writeString(folder.resolve("config.json"), tiny.config());
    List<SafetensorsWriter.Announced> announced =
        WeightLayout.of(tiny.spec()).stream()
            .map(slot -> new SafetensorsWriter.Announced(slot.name(), DType.BF16, slot.shape()))
            .toList();
    SafetensorsHeader header = SafetensorsWriter.header(announced);
    byte[] encoded = header.encode();
    Random random = new Random(seed);
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("model.safetensors").toFile(), "rw")) {
      file.write(encoded);
      file.setLength(encoded.length + header.dataBytes());
      for (TensorEntry tensor : header.tensors()) {
        for (long offset = 0; offset < tensor.bytes(); offset += APART) {
          int count = (int) Math.min(FILLED, tensor.bytes() - offset) / 2;
          file.seek(encoded.length + tensor.begin() + offset);
          file.write(numbers(random, count));
        }
      }
    }
  }

  private static byte[] numbers(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian() * 0.02f;
    }
    byte[] bytes = new byte[count * 2];
    BlockMath.scalar().codec().encode(DType.BF16, values, count, bytes, 0);
    return bytes;
  }

  /** In KiB, without mapped files, while the process lives. */
  private static long mostOwnMemory(Process process) throws InterruptedException {
    long most = 0;
    while (process.isAlive()) {
      try {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
          if (line.startsWith("RssAnon:")) {
            most = Math.max(most, Long.parseLong(line.replaceAll("\\D", "")));
          }
        }
      } catch (IOException e) {
        break; // It ended meanwhile, or this is no Linux.
      }
      Thread.sleep(100);
    }
    return most;
  }

  private static Checkpoint open(Path folder) throws IOException {
    return Checkpoint.open(new org.apache.hadoop.fs.Path(folder.toUri()));
  }
}
