package org.alphagrid.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.core.plugin.Suggestion;

/**
 * Completions as JSON lines, for whatever has no format of its own: {@code problem}, {@code
 * question}, {@code reference} and {@code completion}, and where they are known {@code sample},
 * {@code choices}, {@code finish_reason} (stop, length, error), {@code error}, {@code
 * prompt_thought}, {@code extracted}, {@code score}.
 */
@AutoService(OutsideFormat.class)
public final class CompletionsFormat implements OutsideFormat {
  private static final Set<String> KEYS =
      Set.of(
          "problem",
          "sample",
          "question",
          "reference",
          "completion",
          "choices",
          "finish_reason",
          "error",
          "prompt_thought",
          "extracted",
          "score");
  private static final Set<String> REASONS = Set.of("stop", "length", "error");

  @Override
  public String name() {
    return "completions";
  }

  @Override
  public List<OutsideSample> samples(List<JsonNode> records) {
    List<OutsideSample> samples = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      samples.add(sample(new RecordFields(records.get(i), i + 1)));
    }
    return samples;
  }

  private static OutsideSample sample(RecordFields record) {
    for (Map.Entry<String, JsonNode> field : record.json().properties()) {
      if (!KEYS.contains(field.getKey())) {
        throw new UserException(
            "%s (record %d)"
                .formatted(Suggestion.unknown("key", field.getKey(), KEYS), record.number()));
      }
    }
    JsonNode json = record.json();
    return new OutsideSample(
        record.text("problem"),
        json.path("sample").asInt(0),
        record.text("question"),
        record.text("reference"),
        record.text("completion"),
        record.textOrNull("extracted"),
        record.verdict("score", 0),
        new OutsideSample.Circumstances(
            json.has("choices") ? record.texts("choices") : List.of(),
            reason(record),
            record.textOrNull("error"),
            json.path("prompt_thought").asBoolean(false),
            null));
  }

  private static String reason(RecordFields record) {
    String reason = record.textOrNull("finish_reason");
    if (reason != null && !REASONS.contains(reason)) {
      throw record.fault("finish_reason", "must be stop, length or error");
    }
    return reason;
  }
}
