package org.alphagrid.benchmark;

import java.io.Serializable;
import org.alphagrid.protocol.ContentDigest;

/**
 * One {@code conf/benchmarks/<name>.yaml}.
 *
 * @param version raised by hand whenever scores would change
 * @param licence the data's licence
 * @param source where the data comes from
 * @param extractor name of the extractor that finds the answer in a completion
 * @param grader name of the grader that compares it with the reference
 * @param samples generations per problem unless a sweep says otherwise
 * @param maxTokens replaces the protocol's cap; null keeps it
 */
public record Benchmark(
    String name,
    String version,
    String description,
    String licence,
    String source,
    DataSource data,
    FieldMapping fields,
    PromptTemplate prompt,
    String extractor,
    String grader,
    int samples,
    Integer maxTokens,
    TextPolicy text)
    implements Serializable {

  public Benchmark {
    if ((fields.choices() != null) != prompt.showsChoices()) {
      throw new IllegalArgumentException(
          "Invalid prompt of benchmark '%s': '%s' (must contain {choices} exactly when"
                  .formatted(name, prompt.text())
              + " fields.choices is given)");
    }
  }

  /**
   * Adds what decides prompts and scores. Prose, licence, the data's place and the number of
   * samples are left out: they change no row.
   */
  void addTo(ContentDigest digest) {
    digest
        .add("name", name)
        .add("version", version)
        .add("format", data.format())
        .add("id", fields.id())
        .add("question", fields.question())
        .add("answer", fields.answer())
        .add("level", fields.level())
        .add("choices", fields.choices())
        .add("prompt", prompt.text())
        .add("choiceFormat", prompt.choice())
        .add("choiceSeparator", prompt.separator())
        .add("extractor", extractor)
        .add("grader", grader)
        .add("maxTokens", maxTokens);
  }
}
