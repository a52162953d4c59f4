package org.alphagrid.eval.benchmark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.protocol.TextFile;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads the records of one data file. Nothing is skipped but blank lines.
 *
 * @param file its name, for messages
 * @param bytes its content, unpacked
 */
record DataFile(String file, byte[] bytes) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // 0.10 as an answer must stay 0.10.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * Reads the records in file order.
   *
   * @param list for JSON, the field that holds the list; null where the file is the list
   */
  List<DataRecord> records(DataFormat format, String list) {
    return switch (format) {
      case JSONL -> lines();
      case JSON -> list(list);
      case CSV -> table();
      case PARQUET -> new ParquetRecords(file, bytes).read();
    };
  }

  private List<DataRecord> lines() {
    List<DataRecord> records = new ArrayList<>();
    int number = 0;
    for (String line : text().split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        records.add(new DataRecord(file, "line", number, parse(line, number)));
      }
    }
    return records;
  }

  private JsonNode parse(String line, int number) {
    try {
      return JSON.readTree(line);
    } catch (JacksonException e) {
      throw DataRecord.fault(file, "line", number, "not JSON: " + e.getOriginalMessage());
    }
  }

  private List<DataRecord> list(String field) {
    JsonNode items = JSON.missingNode();
    try {
      JsonNode root = JSON.readTree(bytes);
      items = field == null ? root : new DataRecord(file, "row", 1, root).field(field);
    } catch (JacksonException e) {
      throw new UserException(
          "Cannot read problem file %s: not JSON: %s".formatted(file, e.getOriginalMessage()), e);
    } catch (IOException e) {
      throw new UserException("Cannot read problem file %s: %s".formatted(file, e.getMessage()), e);
    }
    if (!items.isArray()) {
      throw new UserException(
          "Cannot read problem file %s: found %s (must be a list; data.records names its field)"
              .formatted(file, DataRecord.describe(items)));
    }
    List<DataRecord> records = new ArrayList<>();
    for (JsonNode item : items) {
      records.add(new DataRecord(file, "row", records.size() + 1, item));
    }
    return records;
  }

  private List<DataRecord> table() {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    List<DataRecord> records = new ArrayList<>();
    try (CSVParser rows = CSVParser.parse(text(), format)) {
      for (CSVRecord row : rows) {
        int number = Math.toIntExact(row.getRecordNumber());
        if (!row.isConsistent()) {
          throw DataRecord.fault(
              file,
              "row",
              number,
              "%d values under %d names".formatted(row.size(), rows.getHeaderNames().size()));
        }
        ObjectNode json = JSON.createObjectNode();
        row.toMap().forEach(json::put);
        records.add(new DataRecord(file, "row", number, json));
      }
    } catch (IOException | IllegalArgumentException | java.io.UncheckedIOException e) {
      throw e instanceof UserException fault
          ? fault
          : new UserException(
              "Cannot read problem file %s: not CSV: %s".formatted(file, e.getMessage()), e);
    }
    return records;
  }

  private String text() {
    String text = TextFile.decode("problem file", file, bytes);
    // A byte order mark would become part of the first name.
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }
}
