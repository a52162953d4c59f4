package org.alphagrid.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.protocol.ThinkTags;
import org.alphagrid.eval.protocol.ThoughtSpan;

/**
 * Reads the instance-level JSONL of Every Eval Ever (arXiv 2606.14516), for single turns. A file
 * must speak of one model and one evaluation. A reasoning trace is put before the answer between
 * think tags. Verdict, extracted value and token counts belong to a line, so they are kept where
 * the line holds one completion.
 */
@AutoService(OutsideFormat.class)
public final class EveryEvalEverFormat implements OutsideFormat {
  private static final String SINGLE = "single_turn";

  @Override
  public String name() {
    return "every-eval-ever";
  }

  @Override
  public List<OutsideSample> samples(List<JsonNode> records) {
    List<OutsideSample> samples = new ArrayList<>();
    Set<String> subjects = new HashSet<>();
    for (int i = 0; i < records.size(); i++) {
      RecordFields record = new RecordFields(records.get(i), i + 1);
      subjects.add(record.text("model_id") + " on " + record.text("evaluation_name"));
      if (subjects.size() > 1) {
        throw new UserException("it speaks of %s (must be one of them)".formatted(subjects));
      }
      if (!record.text("interaction_type").equals(SINGLE)) {
        throw record.fault("interaction_type", "must be single_turn");
      }
      samples.addAll(samples(record));
    }
    return samples;
  }

  private static List<OutsideSample> samples(RecordFields record) {
    RecordFields input = record.child("input");
    RecordFields output = record.child("output");
    List<String> references = input.texts("reference");
    if (new HashSet<>(references).size() > 1) {
      throw input.fault("reference", "must be a single reference");
    }
    List<String> completions = output.texts("raw");
    List<String> traces =
        output.json().path("reasoning_trace").isArray()
                && !output.json().path("reasoning_trace").isEmpty()
            ? output.texts("reasoning_trace")
            : List.of();
    boolean single = completions.size() == 1;
    List<OutsideSample> samples = new ArrayList<>();
    for (int s = 0; s < completions.size(); s++) {
      samples.add(
          new OutsideSample(
              record.text("sample_id"),
              s,
              input.text("raw"),
              references.get(0),
              withThought(s < traces.size() ? traces.get(s) : "", completions.get(s)),
              single ? extracted(record.json()) : null,
              single ? score(record.child("evaluation")) : null,
              circumstances(record, input, single)));
    }
    return samples;
  }

  private static String withThought(String trace, String completion) {
    return trace.isEmpty() || ThoughtSpan.of(completion, false, ThinkTags.DEFAULT).closed()
        ? completion
        : TokenCounts.thought(trace, completion);
  }

  private static OutsideSample.Circumstances circumstances(
      RecordFields record, RecordFields input, boolean single) {
    String error = record.textOrNull("error");
    JsonNode usage = record.json().path("token_usage");
    OutsideSample.RecordedTokens tokens =
        single && usage.isObject()
            ? new OutsideSample.RecordedTokens(
                usage.path("input_tokens").asInt(),
                usage.path("output_tokens").asInt(),
                usage.path("reasoning_tokens").asInt())
            : null;
    boolean choices = input.json().path("choices").isArray();
    return new OutsideSample.Circumstances(
        choices ? input.texts("choices") : List.of(),
        error == null ? null : "error",
        error,
        false,
        tokens);
  }

  private static String extracted(JsonNode record) {
    for (JsonNode attribution : record.path("answer_attribution")) {
      if (attribution.path("is_terminal").asBoolean()) {
        return attribution.path("extracted_value").asText();
      }
    }
    return null;
  }

  /** Returns the score where it is one of ours, else whether the answer was called correct. */
  private static Double score(RecordFields evaluation) {
    Double score = evaluation.verdict("score", 0);
    boolean ours = score != null && score >= 0 && score <= 1;
    return ours ? score : evaluation.verdict("is_correct", 0);
  }
}
