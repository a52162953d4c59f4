package org.alphagrid.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.UserException;

/**
 * Reads the prediction files of OpenCompass: one JSON object whose fields "0", "1", ... hold {@code
 * prediction} and {@code gold}. They carry no verdicts.
 */
@AutoService(OutsideFormat.class)
public final class OpenCompassFormat implements OutsideFormat {
  @Override
  public String name() {
    return "opencompass";
  }

  @Override
  public List<OutsideSample> samples(List<JsonNode> records) {
    if (records.size() != 1) {
      throw new UserException(
          "Cannot read predictions: %d JSON values (must be one object)".formatted(records.size()));
    }
    List<OutsideSample> samples = new ArrayList<>();
    records
        .get(0)
        .fields()
        .forEachRemaining(
            entry -> samples.addAll(samples(entry.getKey(), entry.getValue(), samples.size())));
    return samples;
  }

  private static List<OutsideSample> samples(String problem, JsonNode json, int before) {
    RecordFields record = new RecordFields(json, before + 1);
    List<String> completions = record.texts("prediction");
    List<OutsideSample> samples = new ArrayList<>();
    for (int s = 0; s < completions.size(); s++) {
      samples.add(
          new OutsideSample(
              problem,
              s,
              json.path("origin_prompt").toString(),
              record.text("gold"),
              completions.get(s),
              null,
              null));
    }
    return samples;
  }
}
