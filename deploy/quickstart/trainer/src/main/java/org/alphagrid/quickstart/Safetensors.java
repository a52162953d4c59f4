package org.alphagrid.quickstart;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** One safetensors file of bf16 tensors: header length, JSON header, then the bytes. */
final class Safetensors {
  private static final int ALIGNMENT = 8;

  private Safetensors() {}

  /** Writes the slots' tensors from one flat vector, rounding to nearest even. */
  static void write(Path file, List<WeightSlot> slots, float[] weights) throws IOException {
    byte[] header = header(slots);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + Short.BYTES * weights.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    for (float weight : weights) {
      bytes.putShort(BFloat16.fromFloat(weight));
    }
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.write(unfinished, bytes.array());
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads the slots' tensors into one flat vector. */
  static float[] read(Path file, List<WeightSlot> slots) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int headerLength = Math.toIntExact(bytes.getLong());
    String text = new String(bytes.array(), Long.BYTES, headerLength, StandardCharsets.UTF_8);
    JsonObject header = JsonParser.parseString(text).getAsJsonObject();
    float[] weights = new float[slots.stream().mapToInt(WeightSlot::size).sum()];
    int filled = 0;
    for (WeightSlot slot : slots) {
      if (!header.has(slot.name())) {
        throw new IOException("Cannot read " + file + ": no tensor " + slot.name());
      }
      JsonObject entry = header.getAsJsonObject(slot.name());
      if (!entry.get("dtype").getAsString().equals("BF16")
          || !entry.getAsJsonArray("shape").equals(array(slot.dimensions()))) {
        throw new IOException("Cannot read " + file + ": " + slot + " is stored as " + entry);
      }
      int begin = entry.getAsJsonArray("data_offsets").get(0).getAsInt();
      bytes.position(Long.BYTES + headerLength + begin);
      for (int i = 0; i < slot.size(); i++) {
        weights[filled] = BFloat16.toFloat(bytes.getShort());
        filled++;
      }
    }
    return weights;
  }

  private static byte[] header(List<WeightSlot> slots) {
    JsonObject header = new JsonObject();
    JsonObject metadata = new JsonObject();
    metadata.addProperty("format", "pt");
    header.add("__metadata__", metadata);
    int offset = 0;
    for (WeightSlot slot : slots) {
      int end = offset + Short.BYTES * slot.size();
      JsonObject entry = new JsonObject();
      entry.addProperty("dtype", "BF16");
      entry.add("shape", array(slot.dimensions()));
      entry.add("data_offsets", array(List.of(offset, end)));
      header.add(slot.name(), entry);
      offset = end;
    }
    StringBuilder text = new StringBuilder(header.toString());
    // Readers map the tensors in place, so the data starts at a multiple of their width.
    while (text.length() % ALIGNMENT != 0) {
      text.append(' ');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonArray array(List<Integer> numbers) {
    JsonArray array = new JsonArray();
    numbers.forEach(array::add);
    return array;
  }
}
