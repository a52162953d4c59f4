package org.alphagrid.merge.mergekit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The plainest reader of a safetensors file, of booleans too: every element as a float. */
public final class BareSafetensors {
  private BareSafetensors() {}

  /** Every tensor by name. */
  public static Map<String, float[]> read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerBytes = (int) bytes.getLong();
    byte[] json = new byte[headerBytes];
    bytes.get(json);
    JsonNode header = new ObjectMapper().readTree(new String(json, StandardCharsets.UTF_8));
    Map<String, float[]> tensors = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        int begin = 8 + headerBytes + entry.getValue().path("data_offsets").get(0).asInt();
        int end = 8 + headerBytes + entry.getValue().path("data_offsets").get(1).asInt();
        tensors.put(
            entry.getKey(), decode(bytes, entry.getValue().path("dtype").asText(), begin, end));
      }
    }
    return tensors;
  }

  /** The length of a tensor's rows; a vector is one row. */
  public static int rowLength(Path file, String name) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] json = new byte[(int) bytes.getLong()];
    bytes.get(json);
    JsonNode shape =
        new ObjectMapper()
            .readTree(new String(json, StandardCharsets.UTF_8))
            .path(name)
            .path("shape");
    return shape.get(shape.size() - 1).asInt();
  }

  private static float[] decode(ByteBuffer bytes, String dtype, int begin, int end) {
    int width =
        switch (dtype) {
          case "F32" -> 4;
          case "BF16" -> 2;
          default -> 1;
        };
    float[] values = new float[(end - begin) / width];
    for (int i = 0; i < values.length; i++) {
      int at = begin + i * width;
      values[i] =
          switch (width) {
            case 4 -> bytes.getFloat(at);
            case 2 -> Float.intBitsToFloat(bytes.getShort(at) << 16);
            default -> bytes.get(at);
          };
    }
    return values;
  }
}
