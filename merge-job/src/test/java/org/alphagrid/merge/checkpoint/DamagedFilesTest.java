package org.alphagrid.merge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole files, damaged in every way a disk or a download can: opened and read to the end. */
class DamagedFilesTest {
  private static final int ROUNDS = 6_000;
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  @TempDir Path directory;
  private byte[] intact;

  @BeforeEach
  void writeIntact() throws IOException {
    Files.writeString(directory.resolve("config.json"), "{\"model_type\": \"qwen3\"}");
    Path file = directory.resolve("model.safetensors");
    List<SafetensorsWriter.Announced> announced =
        List.of(
            new SafetensorsWriter.Announced("a", DType.BF16, Shape.of(4, 3)),
            new SafetensorsWriter.Announced("b", DType.F32, Shape.of(5)),
            new SafetensorsWriter.Announced("c", DType.F64, Shape.of(2, 1, 2)));
    try (SafetensorsWriter writer = new SafetensorsWriter(Files.newOutputStream(file), announced)) {
      byte[] bytes = new byte[24 + 20 + 32];
      new Random(1).nextBytes(bytes);
      writer.write(bytes, bytes.length);
    }
    intact = Files.readAllBytes(file);
  }

  @Test
  @Timeout(300)
  void aDamagedFileIsReadOrRefusedByTheDocumentedError() throws IOException {
    Random random = new Random(7);
    int refused = 0;
    Path file = directory.resolve("model.safetensors");
    for (int round = 0; round < ROUNDS; round++) {
      Files.write(file, damaged(random));
      try (Checkpoint checkpoint =
          Checkpoint.open(new org.apache.hadoop.fs.Path(directory.toUri()))) {
        readAll(checkpoint);
      } catch (UserException e) {
        assertThat(e.getMessage()).as("round %d", round).contains("model.safetensors");
        refused++;
      }
    }
    assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
  }

  private static void readAll(Checkpoint checkpoint) throws IOException {
    for (TensorEntry tensor : checkpoint.tensors()) {
      ByteBuffer bytes = checkpoint.slice(tensor, 0, (int) tensor.bytes());
      while (bytes.hasRemaining()) {
        bytes.get();
      }
    }
    assertThat(WeightDigest.of(checkpoint)).hasSize(64);
  }

  private byte[] damaged(Random random) {
    byte[] bytes = intact.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      bytes = damagedOnce(bytes, random);
    }
    return bytes;
  }

  private static byte[] damagedOnce(byte[] bytes, Random random) {
    if (bytes.length < 16) {
      return bytes;
    }
    switch (random.nextInt(7)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        return Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(40));
      }
      case 2 -> {
        long length = random.nextBoolean() ? random.nextLong() : random.nextInt(2 * bytes.length);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, length);
      }
      case 3 -> {
        return withOtherNumber(bytes, random);
      }
      case 4 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      case 5 -> {
        int from = random.nextInt(bytes.length);
        int to = random.nextInt(bytes.length);
        int count = Math.min(random.nextInt(30), bytes.length - Math.max(from, to));
        System.arraycopy(bytes, from, bytes, to, count);
      }
      default -> {
        // Damage in the data is no damage to the file.
        bytes[bytes.length - 1 - random.nextInt(8)] ^= 1;
      }
    }
    return bytes;
  }

  /** Replaces one number of the header, keeping the stated header length right. */
  private static byte[] withOtherNumber(byte[] bytes, Random random) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long stated = buffer.getLong(0);
    if (stated < 2 || stated > bytes.length - 8) {
      return bytes;
    }
    String json = new String(bytes, 8, (int) stated, StandardCharsets.ISO_8859_1);
    long numbers = NUMBER.matcher(json).results().count();
    if (numbers == 0) {
      return bytes;
    }
    Matcher matcher = NUMBER.matcher(json);
    for (long skip = random.nextInt((int) numbers); skip >= 0; skip--) {
      matcher.find();
    }
    String[] others = {
      "0",
      "-1",
      "24",
      "44",
      "76",
      "4294967296",
      "9223372036854775807",
      "99999999999999999999",
      "1e3"
    };
    String changed =
        json.substring(0, matcher.start())
            + others[random.nextInt(others.length)]
            + json.substring(matcher.end());
    byte[] header = changed.getBytes(StandardCharsets.ISO_8859_1);
    byte[] whole = Arrays.copyOf(new byte[8], 8 + header.length + bytes.length - 8 - (int) stated);
    ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).putLong(0, header.length);
    System.arraycopy(header, 0, whole, 8, header.length);
    System.arraycopy(
        bytes, 8 + (int) stated, whole, 8 + header.length, bytes.length - 8 - (int) stated);
    return whole;
  }
}
