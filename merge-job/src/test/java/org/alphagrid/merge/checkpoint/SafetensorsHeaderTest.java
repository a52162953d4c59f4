package org.alphagrid.merge.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsHeaderTest {
  private static final SafetensorsHeader HEADER =
      new SafetensorsHeader(
          List.of(
              new TensorEntry("a", DType.BF16, Shape.of(2, 3), 0, 12),
              new TensorEntry("empty", DType.F32, Shape.of(0, 4), 12, 12),
              new TensorEntry("scalar", DType.F32, Shape.of(), 12, 16)),
          Map.of("format", "pt"));

  @TempDir Path directory;

  @Test
  void encodedHeaderParsesToItself() {
    byte[] encoded = HEADER.encode();
    long length = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertThat(length).isEqualTo(encoded.length - 8);
    assertThat(length % 8).isZero();
    byte[] json = new byte[encoded.length - 8];
    System.arraycopy(encoded, 8, json, 0, json.length);
    assertThat(SafetensorsHeader.parse("f", json, 16)).isEqualTo(HEADER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,8]}} | 8 | bytes 0 to 8 do not hold BF16 [2] (needs 4 bytes)
          {"x":{"dtype":"BF17","shape":[2],"data_offsets":[0,4]}} | 4 | Unknown dtype 'BF17'
          {"x":{"dtype":"BF16","shape":[-2],"data_offsets":[0,4]}} | 4 | dimensions must be >= 0
          {"x":{"dtype":"BF16","shape":[9223372036854775807,4],"data_offsets":[0,4]}} | 4 | more than 2^63 elements
          {"x":{"dtype":"F64","shape":[4611686018427387904],"data_offsets":[0,4]}} | 4 | more than 2^63 bytes
          {"x":{"dtype":"BF16","shape":2,"data_offsets":[0,4]}} | 4 | shape is 2 (must be a list
          {"x":{"dtype":"BF16","shape":[2.5],"data_offsets":[0,4]}} | 4 | shape holds 2.5
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[0]}} | 4 | data_offsets has 1 numbers (must be 2)
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[4,0]}} | 4 | bytes 4 to 0 do not hold
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}} | 3 | Cannot read tensor 'x' in f: ends at byte 4, file has 3
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}} | 9 | tensors end at byte 4, file has 9
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[2,6]}} | 6 | begins at byte 2, the one before ends at 0
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"y":{"dtype":"BF16","shape":[2],"data_offsets":[2,6]}} | 6 | Cannot read tensor 'y' in f: begins at byte 2
          {"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"x":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]}} | 4 | Duplicate field 'x'
          {"x":5} | 0 | Unknown dtype ''
          {"x": | 0 | not valid JSON
          [1] | 0 | header starts with byte 91 (must be '{')
          """)
  void invalidHeadersAreRefusedWithTheReason(String json, long dataBytes, String message) {
    assertThatThrownBy(
            () -> SafetensorsHeader.parse("f", json.getBytes(StandardCharsets.UTF_8), dataBytes))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("f");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1000 | header ends at byte 1008, file has 16
          1 | header length 1 (must be from 2 to 100000000)
          -1 | header length 18446744073709551615 (must be
          100000001 | header length 100000001
          """)
  void refusesBadLengths(long length, String message) throws Exception {
    Path file = directory.resolve("x.safetensors");
    Files.write(
        file, ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array());
    assertThatThrownBy(() -> SafetensorsFile.open(new org.apache.hadoop.fs.Path(file.toUri())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("x.safetensors");
  }

  @Test
  void refusesFilesShorterThanTheLengthField() throws Exception {
    Path file = directory.resolve("short.safetensors");
    Files.write(file, new byte[7]);
    assertThatThrownBy(() -> SafetensorsFile.open(new org.apache.hadoop.fs.Path(file.toUri())))
        .isInstanceOf(UserException.class)
        .hasMessageContaining("7 bytes long, too short");
  }

  @Test
  void mutatedHeadersGiveAHeaderOrTheDocumentedError() {
    byte[] encoded = HEADER.encode();
    Random random = new Random(3);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] json = java.util.Arrays.copyOfRange(encoded, 8, encoded.length);
      for (int change = random.nextInt(4); change >= 0; change--) {
        int position = random.nextInt(json.length);
        json[position] =
            random.nextBoolean() ? (byte) random.nextInt(256) : json[random.nextInt(json.length)];
      }
      try {
        SafetensorsHeader.parse("f", json, 16);
      } catch (UserException e) {
        assertThat(e).hasMessageContaining("f");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }
}
