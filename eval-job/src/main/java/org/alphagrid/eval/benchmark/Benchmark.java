package org.alphagrid.eval.benchmark;

import java.io.Serializable;
import org.alphagrid.core.digest.ContentDigest;
import org.alphagrid.eval.protocol.Conversation;

/**
 * Holds the definition of a benchmark, {@code conf/benchmarks/<name>.yaml}: where its problems are,
 * how they are asked, and which extractor and grader judge the answers. {@link BenchmarkReader}
 * reads it; a new benchmark needs a file, no code.
 *
 * @param name how sweeps refer to it: the file's name without {@code .yaml}
 * @param version raised by hand whenever scores would change
 * @param description one line for people
 * @param licence the data's licence
 * @param source where the data comes from
 * @param data the files of the problems
 * @param fields which field of a record holds what
 * @param prompt writes the user turn
 * @param examples solved problems shown first
 * @param shuffleChoices whether each sample draws an order of the options
 * @param extractor name of the extractor that finds the answer in a completion
 * @param grader name of the grader that compares it with the reference
 * @param samples generations per problem unless a sweep says otherwise
 * @param maxTokens most tokens generated, in place of the protocol's; null keeps the protocol's
 * @param text whether completions are kept in the sample table
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
    Examples examples,
    boolean shuffleChoices,
    String extractor,
    String grader,
    int samples,
    Integer maxTokens,
    TextPolicy text)
    implements Serializable {

  /**
   * Checks that the prompt shows options exactly where the data has some.
   *
   * @throws IllegalArgumentException when it does not, or options are shuffled that are not there
   */
  public Benchmark {
    if (fields.multipleChoice() != prompt.showsChoices()) {
      throw new IllegalArgumentException(
          "Invalid prompt of benchmark '%s': '%s' (must contain {choices} exactly when"
                  .formatted(name, prompt.text())
              + " fields.choices is given)");
    }
    if (shuffleChoices && !fields.multipleChoice()) {
      throw new IllegalArgumentException(
          "Invalid shuffleChoices of benchmark '%s': true (must not be without fields.choices)"
              .formatted(name));
    }
  }

  /**
   * Returns the conversation that asks a problem: the examples, then the user turn.
   *
   * @param problem with its options in the order to be shown
   */
  public Conversation ask(Problem problem) {
    return examples.ask(prompt, problem);
  }

  /**
   * Returns the order in which a sample shows a problem's options: the file's unless they are
   * shuffled.
   *
   * @param seed the sweep's seed
   * @param sample counted from 0
   */
  public ChoiceOrder order(long seed, Problem problem, int sample) {
    int options = problem.choices().size();
    return shuffleChoices
        ? ChoiceOrder.drawn(seed, name, problem.id(), sample, options)
        : ChoiceOrder.asGiven(options);
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
        .add("records", data.records())
        .add("id", fields.id())
        .add("question", fields.question())
        .addAll("answer", fields.answer())
        .add("answerAfter", fields.answerAfter())
        .add("answerIs", fields.answerForm())
        .add("level", fields.level())
        .addAll("choices", fields.choices())
        .add("cluster", fields.cluster())
        .add("only", fields.only().size())
        .add("prompt", prompt.text())
        .add("choiceFormat", prompt.choice())
        .add("choiceSeparator", prompt.separator())
        .add("shuffleChoices", shuffleChoices)
        .add("exampleStyle", examples.style())
        .add("exampleJoin", examples.join())
        .add("examples", examples.items().size())
        .add("extractor", extractor)
        .add("grader", grader)
        .add("maxTokens", maxTokens);
    fields
        .only()
        .forEach((field, values) -> digest.addAll(field, values.stream().sorted().toList()));
    for (Examples.Item item : examples.items()) {
      digest
          .add("question", item.question())
          .addAll("choices", item.choices())
          .add("answer", item.answer());
    }
  }
}
