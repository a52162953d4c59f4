package org.alphagrid.eval.benchmark;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.eval.protocol.DefinitionFolder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads {@code conf/benchmarks/<name>.yaml} and the problems that it points at. */
public final class BenchmarkReader {
  private static final Set<String> KEYS =
      Set.of(
          "name",
          "version",
          "description",
          "licence",
          "source",
          "data",
          "fields",
          "prompt",
          "choiceFormat",
          "choiceSeparator",
          "shuffleChoices",
          "examples",
          "extractor",
          "grader",
          "samples",
          "maxTokens",
          "text");

  private final DefinitionFolder folder;
  private final Configuration hadoop;

  /**
   * Reads from a folder.
   *
   * @param folder with one YAML file for each benchmark, on any Hadoop file system
   */
  public BenchmarkReader(Path folder, Configuration hadoop) {
    this.folder = new DefinitionFolder("benchmark", folder, hadoop);
    this.hadoop = hadoop;
  }

  /**
   * Reads the benchmark of that name.
   *
   * @throws UserException when there is none (the message lists the known ones), or its definition
   *     is wrong (the message names file and key)
   */
  public Benchmark read(String name) {
    return parse(folder.read(name), folder.file(name));
  }

  /**
   * Reads a benchmark's problems, in the order of its files by name and of the records in each.
   *
   * @throws UserException when a file cannot be read or a record is no problem; the message names
   *     file, line and field
   */
  public ProblemSet problems(Benchmark benchmark) {
    return new ProblemReader(benchmark).read(hadoop);
  }

  /** Returns the names of the benchmarks in the folder. */
  public Set<String> names() {
    return folder.names();
  }

  /**
   * Builds a benchmark from a file's root.
   *
   * @param file where the definition stands: relative data paths start from its folder
   * @throws UserException when a key is unknown, missing or holds what it must not
   */
  public static Benchmark parse(ConfigNode root, Path file) {
    root.allow(KEYS);
    try {
      return new Benchmark(
          root.required("name").text(),
          root.required("version").text(),
          root.required("description").text(),
          root.required("licence").text(),
          root.required("source").text(),
          data(root.required("data"), file),
          fields(root.required("fields")),
          prompt(root),
          root.optional("examples").map(BenchmarkReader::examples).orElse(Examples.NONE),
          root.optional("shuffleChoices").map(ConfigNode::flag).orElse(false),
          root.required("extractor").text(),
          root.required("grader").text(),
          root.optional("samples").map(node -> node.integer(1, 100_000)).orElse(1),
          root.optional("maxTokens").map(node -> node.integer(1, Integer.MAX_VALUE)).orElse(null),
          root.optional("text").map(BenchmarkReader::text).orElse(TextPolicy.STORED));
    } catch (UserException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UserException("%s (in %s)".formatted(e.getMessage(), root.source()), e);
    }
  }

  private static DataSource data(ConfigNode node, Path file) {
    node.allow(Set.of("path", "format", "records", "obtain"));
    Path location = new Path(node.required("path").text());
    Path resolved = location.isAbsolute() ? location : new Path(file.getParent(), location);
    DataFormat format = format(node, resolved);
    Optional<ConfigNode> records = node.optional("records");
    if (records.isPresent() && format != DataFormat.JSON) {
      throw records.get().invalid("given for json only");
    }
    return new DataSource(
        resolved.toUri(),
        format,
        records.map(ConfigNode::text).orElse(null),
        node.optional("obtain").map(ConfigNode::text).orElse(null));
  }

  private static DataFormat format(ConfigNode node, Path file) {
    Optional<ConfigNode> format = node.optional("format");
    return format.isPresent()
        ? DataFormat.of(format.get().text())
            .orElseThrow(() -> format.get().invalid("one of " + DataFormat.keys()))
        : DataFormat.ofFileName(file.getName())
            .orElseThrow(
                () ->
                    node.required("path")
                        .invalid(
                            "a file ending in one of " + DataFormat.keys() + ", or give format"));
  }

  private static FieldMapping fields(ConfigNode node) {
    node.allow(
        Set.of(
            "id",
            "question",
            "answer",
            "answerAfter",
            "answerIs",
            "level",
            "choices",
            "cluster",
            "only"));
    return new FieldMapping(
        field(node, "id"),
        new FieldText(node.required("question").text()),
        texts(node.required("answer")),
        node.optional("answerAfter").map(ConfigNode::text).orElse(null),
        node.optional("answerIs").map(BenchmarkReader::answerForm).orElse(AnswerForm.LETTER),
        field(node, "level"),
        node.optional("choices").map(BenchmarkReader::texts).orElse(List.of()),
        field(node, "cluster"),
        node.optional("only").map(BenchmarkReader::only).orElse(new TreeMap<>()));
  }

  private static FieldText field(ConfigNode node, String key) {
    return node.optional(key).map(field -> new FieldText(field.text())).orElse(null);
  }

  private static List<FieldText> texts(ConfigNode node) {
    return node.items().stream().map(item -> new FieldText(item.text())).toList();
  }

  private static AnswerForm answerForm(ConfigNode node) {
    for (AnswerForm form : AnswerForm.values()) {
      if (form.key().equals(node.text())) {
        return form;
      }
    }
    throw node.invalid("letter, index, number or text");
  }

  private static SortedMap<String, Set<String>> only(ConfigNode node) {
    SortedMap<String, Set<String>> only = new TreeMap<>();
    node.entries()
        .forEach(
            (field, values) -> {
              Set<String> wanted = new HashSet<>();
              values.items().forEach(value -> wanted.add(value.text()));
              only.put(field, wanted);
            });
    return only;
  }

  private static PromptTemplate prompt(ConfigNode root) {
    return new PromptTemplate(
        root.required("prompt").text(),
        root.optional("choiceFormat").map(ConfigNode::text).orElse(PromptTemplate.DEFAULT_CHOICE),
        root.optional("choiceSeparator").map(ConfigNode::text).orElse("\n"));
  }

  private static Examples examples(ConfigNode node) {
    node.allow(Set.of("style", "join", "items"));
    return new Examples(
        node.optional("style").map(BenchmarkReader::style).orElse(Examples.Style.TURNS),
        node.optional("join").map(ConfigNode::text).orElse("\n"),
        node.required("items").items().stream().map(BenchmarkReader::example).toList());
  }

  private static Examples.Style style(ConfigNode node) {
    return switch (node.text()) {
      case "turns" -> Examples.Style.TURNS;
      case "inline" -> Examples.Style.INLINE;
      default -> throw node.invalid("turns or inline");
    };
  }

  private static Examples.Item example(ConfigNode node) {
    node.allow(Set.of("question", "choices", "answer"));
    return new Examples.Item(
        node.required("question").text(),
        node.optional("choices")
            .map(choices -> choices.items().stream().map(ConfigNode::text).toList())
            .orElse(List.of()),
        node.required("answer").text());
  }

  private static TextPolicy text(ConfigNode node) {
    return switch (node.text()) {
      case "stored" -> TextPolicy.STORED;
      case "hidden" -> TextPolicy.HIDDEN;
      default -> throw node.invalid("stored or hidden");
    };
  }
}
