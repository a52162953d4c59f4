package org.alphagrid.merge.checkpoint;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.tensor.DType;
import org.alphagrid.merge.tensor.Shape;

/**
 * Holds the table of contents of one safetensors file.
 *
 * @param tensors in file order
 * @param buffers names of what else the file holds and is no weight
 * @param metadata free text pairs, usually {@code format = pt}
 */
public record SafetensorsHeader(
    List<TensorEntry> tensors, Set<String> buffers, Map<String, String> metadata) {
  /** Counts the bytes of the length field in front of the header. */
  public static final int LENGTH_BYTES = 8;

  /** The reference implementation's limit. */
  static final int MAX_HEADER_BYTES = 100_000_000;

  /** Begin the names of types that hold codes of quantized numbers, and of packed ones. */
  private static final List<String> CODES = List.of("I", "U", "F4", "F6", "F8");

  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  public SafetensorsHeader {
    tensors = List.copyOf(tensors);
    buffers = Set.copyOf(buffers);
    metadata = Map.copyOf(metadata);
  }

  /** Describes a file of weights only. */
  public SafetensorsHeader(List<TensorEntry> tensors, Map<String, String> metadata) {
    this(tensors, Set.of(), metadata);
  }

  /** Names bytes of the file. */
  private record Span(String name, long begin, long end) {}

  /**
   * Checks the length field.
   *
   * @param file its name, for messages
   * @param headerBytes what the first eight bytes say
   * @param fileBytes size of the whole file
   */
  static int checkLength(String file, long headerBytes, long fileBytes) {
    if (headerBytes < 2 || headerBytes > MAX_HEADER_BYTES) {
      throw new UserException(
          "Cannot read %s: header length %s (must be from 2 to %d)"
              .formatted(file, Long.toUnsignedString(headerBytes), MAX_HEADER_BYTES));
    }
    if (headerBytes > fileBytes - LENGTH_BYTES) {
      throw new UserException(
          "Cannot read %s: header ends at byte %d, file has %d"
              .formatted(file, LENGTH_BYTES + headerBytes, fileBytes));
    }
    return (int) headerBytes;
  }

  /**
   * Parses and validates the JSON part.
   *
   * @param file its name, for messages
   * @param json the header's bytes, without the length field
   * @param dataBytes bytes that follow the header in the file
   */
  static SafetensorsHeader parse(String file, byte[] json, long dataBytes) {
    if (json[0] != '{') {
      throw new UserException(
          "Cannot read %s: header starts with byte %d (must be '{')".formatted(file, json[0]));
    }
    JsonNode root = readJson(file, json);
    List<TensorEntry> tensors = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    Set<String> buffers = new TreeSet<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : root.properties()) {
      if (entry.getKey().equals(METADATA)) {
        entry.getValue().properties().forEach(p -> metadata.put(p.getKey(), p.getValue().asText()));
      } else if (BufferNames.contain(entry.getKey(), entry.getValue().path("shape").size())) {
        buffers.add(entry.getKey());
        spans.add(readSpan(file, entry.getKey(), entry.getValue()));
      } else {
        TensorEntry tensor = readEntry(file, entry.getKey(), entry.getValue());
        tensors.add(tensor);
        spans.add(new Span(tensor.name(), tensor.begin(), tensor.end()));
      }
    }
    tensors.sort(Comparator.comparingLong(TensorEntry::begin).thenComparing(TensorEntry::end));
    spans.sort(Comparator.comparingLong(Span::begin).thenComparing(Span::end));
    checkCoverage(file, spans, dataBytes);
    return new SafetensorsHeader(tensors, buffers, metadata);
  }

  private static JsonNode readJson(String file, byte[] json) {
    try {
      return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new UserException(
          "Cannot read %s: header is not valid JSON: %s".formatted(file, e.getOriginalMessage()),
          e);
    }
  }

  private static TensorEntry readEntry(String file, String name, JsonNode value) {
    String type = value.path("dtype").asText("");
    try {
      DType dtype = DType.of(type);
      Shape shape = Shape.of(longs("shape", value.path("shape")));
      long[] offsets = offsets(value);
      return new TensorEntry(name, dtype, shape, offsets[0], offsets[1]);
    } catch (IllegalArgumentException e) {
      String codes =
          CODES.stream().anyMatch(type::startsWith) ? "; quantized weights cannot be merged" : "";
      throw new UserException(
          "Cannot read tensor '%s' in %s: %s%s".formatted(name, file, e.getMessage(), codes), e);
    }
  }

  /** A buffer may have any type. */
  private static Span readSpan(String file, String name, JsonNode value) {
    try {
      long[] offsets = offsets(value);
      if (offsets[0] < 0 || offsets[1] < offsets[0]) {
        throw new UserException(
            "data_offsets are %d and %d (must not run backwards)"
                .formatted(offsets[0], offsets[1]));
      }
      return new Span(name, offsets[0], offsets[1]);
    } catch (IllegalArgumentException e) {
      throw new UserException(
          "Cannot read tensor '%s' in %s: %s".formatted(name, file, e.getMessage()), e);
    }
  }

  private static long[] offsets(JsonNode value) {
    long[] offsets = longs("data_offsets", value.path("data_offsets"));
    if (offsets.length != 2) {
      throw new UserException("data_offsets has %d numbers (must be 2)".formatted(offsets.length));
    }
    return offsets;
  }

  private static long[] longs(String key, JsonNode list) {
    if (!list.isArray()) {
      throw new UserException("%s is %s (must be a list of whole numbers)".formatted(key, list));
    }
    long[] values = new long[list.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode item = list.get(i);
      if (!item.isIntegralNumber() || !item.canConvertToLong()) {
        throw new UserException("%s holds %s (must be a whole number)".formatted(key, item));
      }
      values[i] = item.longValue();
    }
    return values;
  }

  private static void checkCoverage(String file, List<Span> tensors, long dataBytes) {
    long position = 0;
    for (Span tensor : tensors) {
      if (tensor.end() > dataBytes) {
        throw new UserException(
            "Cannot read tensor '%s' in %s: ends at byte %d, file has %d after its header"
                .formatted(tensor.name(), file, tensor.end(), dataBytes));
      }
      if (tensor.begin() != position) {
        throw new UserException(
            "Cannot read tensor '%s' in %s: begins at byte %d, the one before ends at %d"
                .formatted(tensor.name(), file, tensor.begin(), position));
      }
      position = tensor.end();
    }
    if (position != dataBytes) {
      throw new UserException(
          "Cannot read %s: tensors end at byte %d, file has %d after its header"
              .formatted(file, position, dataBytes));
    }
  }

  /** Returns the bytes a file starts with: length field and JSON, padded with blanks to 8 bytes. */
  public byte[] encode() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode pairs = root.putObject(METADATA);
      metadata.forEach(pairs::put);
    }
    for (TensorEntry tensor : tensors) {
      ObjectNode entry = root.putObject(tensor.name());
      entry.put("dtype", tensor.dtype().name());
      var shape = entry.putArray("shape");
      for (long dimension : tensor.shape().dimensions()) {
        shape.add(dimension);
      }
      entry.putArray("data_offsets").add(tensor.begin()).add(tensor.end());
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 7) / 8 * 8;
    ByteBuffer buffer = ByteBuffer.allocate(LENGTH_BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putLong(padded).put(json);
    while (buffer.hasRemaining()) {
      buffer.put((byte) ' ');
    }
    return buffer.array();
  }

  /** Returns the bytes of all tensors. */
  public long dataBytes() {
    return tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).end();
  }
}
