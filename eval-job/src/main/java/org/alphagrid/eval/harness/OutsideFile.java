package org.alphagrid.eval.harness;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * Holds a file of another harness.
 *
 * @param digest SHA-256 of its bytes
 */
public record OutsideFile(Path path, List<OutsideSample> samples, String digest) {
  /** Python writes NaN where a metric has no value. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /**
   * Reads a file.
   *
   * @throws UserException when it is not of the format; names the file and where it is wrong
   */
  public static OutsideFile read(Path path, OutsideFormat format) throws IOException {
    byte[] bytes = Storage.readBytes(path);
    try {
      List<OutsideSample> samples = format.samples(records(bytes));
      requireDistinct(samples);
      return new OutsideFile(path, samples, new ContentDigest().add("file", bytes).hex());
    } catch (JacksonException e) {
      throw new UserException(
          "Cannot import %s as %s: not JSON at line %d: %s"
              .formatted(path, format.name(), e.getLocation().getLineNr(), e.getOriginalMessage()),
          e);
    } catch (UserException e) {
      throw new UserException(
          "Cannot import %s as %s: %s".formatted(path, format.name(), e.getMessage()), e);
    }
  }

  private static List<JsonNode> records(byte[] bytes) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(bytes)) {
      while (values.hasNextValue()) {
        records.add(values.nextValue());
      }
    }
    if (records.isEmpty()) {
      throw new UserException("it holds no record");
    }
    return records;
  }

  /** Returns the most samples that a problem has. */
  public int samplesOfAProblem() {
    return samples.stream().mapToInt(sample -> sample.sample() + 1).max().orElse(0);
  }

  private static void requireDistinct(List<OutsideSample> samples) {
    Set<String> seen = new HashSet<>();
    for (OutsideSample sample : samples) {
      if (!seen.add(sample.problem() + "/" + sample.sample())) {
        throw new UserException("problem '%s' occurs twice".formatted(sample.problem()));
      }
    }
  }
}
