package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a safetensors file by hand, of tensors that no model of ours has. */
public final class RawSafetensors {
  private final ObjectNode header = new ObjectMapper().createObjectNode();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  /** Adds a tensor of bytes. */
  public RawSafetensors add(String name, String dtype, long[] shape, byte[] bytes) {
    ObjectNode entry = header.putObject(name).put("dtype", dtype);
    var dimensions = entry.putArray("shape");
    for (long dimension : shape) {
      dimensions.add(dimension);
    }
    entry.putArray("data_offsets").add(data.size()).add(data.size() + bytes.length);
    data.writeBytes(bytes);
    return this;
  }

  /** Adds a float32 tensor whose elements are all one number. */
  public RawSafetensors add(String name, float value, long... shape) {
    int elements = 1;
    for (long dimension : shape) {
      elements *= (int) dimension;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * elements).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      bytes.putFloat(value);
    }
    return add(name, "F32", shape, bytes.array());
  }

  /** Writes the file; folders above it are made. */
  public Path write(Path file) throws IOException {
    byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(length.array());
    all.writeBytes(json);
    all.writeBytes(data.toByteArray());
    Files.createDirectories(file.getParent());
    return Files.write(file, all.toByteArray());
  }
}
