package org.alphagrid.eval.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** The rows of a Parquet file as JSON objects. */
record ParquetRecords(String file, byte[] bytes) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  List<DataRecord> read() {
    List<DataRecord> records = new ArrayList<>();
    try (ParquetReader<GenericRecord> rows =
        AvroParquetReader.<GenericRecord>builder(new InMemory(bytes))
            .withDataModel(GenericData.get())
            // The group around an element of a standard list is not a record of its own.
            .set(AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS, "false")
            .build()) {
      for (GenericRecord row = rows.read(); row != null; row = rows.read()) {
        records.add(new DataRecord(file, "row", records.size() + 1, object(row)));
      }
    } catch (UserException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new UserException(
          "Cannot read problem file %s: not readable as Parquet: %s"
              .formatted(file, e.getMessage()),
          e);
    }
    return records;
  }

  private static ObjectNode object(IndexedRecord row) {
    ObjectNode object = NODES.objectNode();
    for (Schema.Field field : row.getSchema().getFields()) {
      object.set(field.name(), node(row.get(field.pos())));
    }
    return object;
  }

  private static JsonNode node(Object value) {
    if (value == null) {
      return NODES.nullNode();
    }
    if (value instanceof IndexedRecord record) {
      return object(record);
    }
    if (value instanceof Iterable<?> items) {
      ArrayNode list = NODES.arrayNode();
      items.forEach(item -> list.add(node(item)));
      return list;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = NODES.objectNode();
      map.forEach((key, item) -> object.set(key.toString(), node(item)));
      return object;
    }
    if (value instanceof Boolean flag) {
      return NODES.booleanNode(flag);
    }
    if (value instanceof Number number) {
      return NODES.numberNode(new BigDecimal(number.toString()));
    }
    return NODES.textNode(value.toString());
  }

  /** A file that is in memory already, since its digest needed all of it. */
  private record InMemory(byte[] bytes) implements InputFile {
    @Override
    public long getLength() {
      return bytes.length;
    }

    @Override
    public SeekableInputStream newStream() {
      Positioned stream = new Positioned(bytes);
      return new DelegatingSeekableInputStream(stream) {
        @Override
        public long getPos() {
          return stream.position();
        }

        @Override
        public void seek(long position) {
          stream.seek(position);
        }
      };
    }
  }

  private static final class Positioned extends ByteArrayInputStream {
    Positioned(byte[] bytes) {
      super(bytes);
    }

    long position() {
      return pos;
    }

    void seek(long position) {
      pos = Math.toIntExact(position);
    }
  }
}
