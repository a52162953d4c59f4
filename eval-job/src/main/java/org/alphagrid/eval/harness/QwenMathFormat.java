package org.alphagrid.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the JSONL of the Qwen2.5-Math evaluation: lists {@code code}, {@code pred}, {@code score}.
 */
@AutoService(OutsideFormat.class)
public final class QwenMathFormat implements OutsideFormat {
  @Override
  public String name() {
    return "qwen-math";
  }

  @Override
  public List<OutsideSample> samples(List<JsonNode> records) {
    List<OutsideSample> samples = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      RecordFields record = new RecordFields(records.get(i), i + 1);
      List<String> completions = record.texts("code");
      List<String> predictions = record.texts("pred");
      if (predictions.size() != completions.size()) {
        throw record.fault("pred", "must hold one answer for each of 'code'");
      }
      for (int s = 0; s < completions.size(); s++) {
        samples.add(
            new OutsideSample(
                record.text("idx"),
                s,
                record.text("question"),
                record.text("gt"),
                completions.get(s),
                predictions.get(s),
                record.verdict("score", s)));
      }
    }
    return samples;
  }
}
