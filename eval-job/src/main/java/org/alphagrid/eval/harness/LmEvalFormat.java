package org.alphagrid.eval.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.alphagrid.eval.protocol.ThinkTags;

/**
 * Reads the per-sample JSONL of lm-evaluation-harness. It has one line per problem and filter; the
 * first filter of each problem is taken, since all of them hold the same completions. Its verdict
 * is for the problem, so it is kept for a single completion only.
 */
@AutoService(OutsideFormat.class)
public final class LmEvalFormat implements OutsideFormat {
  private static final List<String> METRICS = List.of("exact_match", "acc", "math_verify");
  private static final String FINAL_MARK = "####";

  @Override
  public String name() {
    return "lm-eval";
  }

  @Override
  public List<OutsideSample> samples(List<JsonNode> records) {
    List<OutsideSample> samples = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < records.size(); i++) {
      RecordFields record = new RecordFields(records.get(i), i + 1);
      String problem = record.text("doc_id");
      if (seen.add(problem)) {
        samples.addAll(samples(problem, record));
      }
    }
    return samples;
  }

  private static List<OutsideSample> samples(String problem, RecordFields record) {
    List<String> completions = record.texts("resps");
    List<String> filtered = record.texts("filtered_resps");
    boolean single = completions.size() == 1;
    List<OutsideSample> samples = new ArrayList<>();
    for (int s = 0; s < completions.size(); s++) {
      samples.add(
          new OutsideSample(
              problem,
              s,
              record.json().path("doc").toString(),
              reference(record.text("target")),
              completions.get(s),
              s < filtered.size() ? filtered.get(s) : null,
              single ? verdict(record) : null,
              new OutsideSample.Circumstances(
                  List.of(), null, null, opensThought(prompt(record.json())), null)));
    }
    return samples;
  }

  /**
   * Returns the prompt that was given to the model: the first argument, in a list or under a name;
   * empty where none is recorded.
   */
  private static String prompt(JsonNode record) {
    JsonNode first = record.path("arguments");
    while (first.isContainerNode() && !first.isEmpty()) {
      first = first.elements().next();
    }
    return first.asText("");
  }

  /** A question may speak of a tag; an opened thought is the last thing that a prompt says. */
  private static boolean opensThought(String prompt) {
    String end = prompt.stripTrailing();
    return ThinkTags.PUBLISHED.stream().anyMatch(tags -> end.endsWith(tags.open()));
  }

  /** Targets of GSM8K are whole solutions; the answer follows the marks. */
  private static String reference(String target) {
    int mark = target.lastIndexOf(FINAL_MARK);
    return (mark < 0 ? target : target.substring(mark + FINAL_MARK.length())).strip();
  }

  private static Double verdict(RecordFields record) {
    return METRICS.stream()
        .map(metric -> record.verdict(metric, 0))
        .filter(verdict -> verdict != null)
        .findFirst()
        .orElse(null);
  }
}
