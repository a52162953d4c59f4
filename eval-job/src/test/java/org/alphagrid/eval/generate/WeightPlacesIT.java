package org.alphagrid.eval.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.alphagrid.eval.generate.ort.DecoderOptions;
import org.alphagrid.eval.onnx.Float64Decoder;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.checkpoint.LocalModel;
import org.alphagrid.merge.checkpoint.TinyCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights are used where and as they lie: any mix of types, any offset, any folder. */
class WeightPlacesIT {
  private static final int POSITIONS = 64;
  private static final DType[] TYPES = {DType.BF16, DType.F16, DType.F32};
  private static final Pattern OFFSETS = Pattern.compile("\"data_offsets\":\\[(\\d+),(\\d+)]");

  @TempDir private Path folder;

  @Test
  void everyMixOfTypesEqualsFloat64() {
    for (String family : new String[] {"llama", "qwen3_moe", "gemma2"}) {
      TinyCheckpoint checkpoint =
          TinyCheckpoint.pico(family).dtypes(slot -> TYPES[slotHash(slot) % TYPES.length]);
      LocalModel model = checkpoint.local(folder.resolve(family));
      int[] tokens = tokens();
      double[][] expected = new Float64Decoder(checkpoint.spec(), model).logits(tokens);
      Logits.assertClose(run(model, tokens), expected);
    }
  }

  private static int slotHash(WeightSlot slot) {
    return Math.floorMod(slot.name().hashCode(), 97);
  }

  /** The layout of the hub's cache: names that are links to files in another folder. */
  @Test
  void shardsMayBeLinksIntoOtherFolders() throws IOException {
    LocalModel plain = TinyCheckpoint.pico("llama").local(folder.resolve("plain"));
    Path linked = folder.resolve("linked");
    TinyCheckpoint.pico("llama").shards(3).write(linked);
    for (int shard = 1; shard <= 3; shard++) {
      Path name = linked.resolve("model-0000%d-of-00003.safetensors".formatted(shard));
      Path blob = folder.resolve("blobs" + shard).resolve("blob");
      Files.createDirectories(blob.getParent());
      Files.move(name, blob);
      Files.createSymbolicLink(name, blob);
    }
    assertSameBits(plain, linked);
  }

  /** A writer may leave the header's length odd, so that every tensor lies at an odd offset. */
  @Test
  void tensorsMayLieAtOddOffsets() throws IOException {
    LocalModel plain = TinyCheckpoint.pico("llama").dtype(DType.F32).local(folder.resolve("plain"));
    Path odd = TinyCheckpoint.pico("llama").dtype(DType.F32).write(folder.resolve("odd"));
    rewrite(odd.resolve(Checkpoint.SINGLE), header -> header + " ", 0);
    assertSameBits(plain, odd);
  }

  /** The file is sparse: a tensor nobody asks for, of 5 GB, lies before all others. */
  @Test
  void tensorsMayLieBeyondFourGigabytes() throws IOException {
    long filler = 5_000_000_000L;
    LocalModel plain = TinyCheckpoint.pico("llama").local(folder.resolve("plain"));
    Path large = TinyCheckpoint.pico("llama").write(folder.resolve("large"));
    rewrite(
        large.resolve(Checkpoint.SINGLE),
        header ->
            "{\"filler\":{\"dtype\":\"F32\",\"shape\":[%d],\"data_offsets\":[0,%d]},"
                    .formatted(filler / 4, filler)
                + shifted(header, filler).substring(1),
        filler);
    assertThat(Files.size(large.resolve(Checkpoint.SINGLE))).isGreaterThan(filler);
    assertSameBits(plain, large);
  }

  private static String shifted(String header, long by) {
    return OFFSETS
        .matcher(header)
        .replaceAll(
            (MatchResult match) ->
                "\"data_offsets\":[%d,%d]"
                    .formatted(
                        Long.parseLong(match.group(1)) + by, Long.parseLong(match.group(2)) + by));
  }

  private interface HeaderEdit {
    String apply(String header);
  }

  /** Writes a safetensors file anew with another header and a hole before its tensors. */
  private static void rewrite(Path file, HeaderEdit edit, long hole) throws IOException {
    byte[] old = Files.readAllBytes(file);
    int length = (int) ByteBuffer.wrap(old).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String header = new String(old, Long.BYTES, length, StandardCharsets.UTF_8);
    byte[] edited = edit.apply(header).getBytes(StandardCharsets.UTF_8);
    Files.delete(file);
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.WRITE,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE)) {
      channel.write(
          ByteBuffer.allocate(Long.BYTES + edited.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putLong(edited.length)
              .put(edited)
              .flip());
      channel.write(
          ByteBuffer.wrap(old, Long.BYTES + length, old.length - Long.BYTES - length),
          Long.BYTES + edited.length + hole);
    }
  }

  private static void assertSameBits(LocalModel plain, Path other) throws IOException {
    int[] tokens = tokens();
    try (Checkpoint checkpoint = Checkpoint.open(new org.apache.hadoop.fs.Path(other.toUri()))) {
      assertThat(Arrays.deepEquals(run(checkpoint.local(), tokens), run(plain, tokens))).isTrue();
    }
  }

  private static float[][] run(LocalModel model, int... tokens) {
    try (Decoder decoder = Decoder.open(model, DecoderOptions.of(POSITIONS, 1))) {
      return new GraphRunner(decoder, 1).oneByOne(tokens);
    }
  }

  private static int[] tokens() {
    return new Random(5).ints(20, 0, 320).toArray();
  }
}
