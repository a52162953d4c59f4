package org.alphagrid.benchmark;

import java.util.Set;
import org.alphagrid.config.ConfigException;
import org.alphagrid.config.ConfigNode;
import org.alphagrid.protocol.DefinitionFolder;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads {@code conf/benchmarks/<name>.yaml}. */
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
          "extractor",
          "grader",
          "samples",
          "maxTokens",
          "text");

  private final DefinitionFolder folder;
  private final Configuration hadoop;

  public BenchmarkReader(Path folder, Configuration hadoop) {
    this.folder = new DefinitionFolder("benchmark", folder, hadoop);
    this.hadoop = hadoop;
  }

  /** Reads the benchmark of that name. */
  public Benchmark read(String name) {
    return parse(folder.read(name), folder.file(name));
  }

  /** Reads a benchmark's problems. */
  public ProblemSet problems(Benchmark benchmark) {
    return new ProblemReader(benchmark).read(hadoop);
  }

  /** The benchmarks there are. */
  public Set<String> names() {
    return folder.names();
  }

  /**
   * Builds a benchmark from a file's root.
   *
   * @param file where the definition stands: relative data paths start from its folder
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
          root.required("extractor").text(),
          root.required("grader").text(),
          root.optional("samples").map(node -> node.integer(1, 100_000)).orElse(1),
          root.optional("maxTokens").map(node -> node.integer(1, Integer.MAX_VALUE)).orElse(null),
          root.optional("text").map(BenchmarkReader::text).orElse(TextPolicy.STORED));
    } catch (ConfigException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new ConfigException("%s (in %s)".formatted(e.getMessage(), root.source()), e);
    }
  }

  private static DataSource data(ConfigNode node, Path file) {
    node.allow(Set.of("path", "format", "obtain"));
    Path location = new Path(node.required("path").text());
    Path resolved = location.isAbsolute() ? location : new Path(file.getParent(), location);
    ConfigNode format = node.required("format");
    if (!format.text().equals("jsonl")) {
      throw format.invalid("jsonl");
    }
    return new DataSource(
        resolved.toUri(),
        DataFormat.JSONL,
        node.optional("obtain").map(ConfigNode::text).orElse(null));
  }

  private static FieldMapping fields(ConfigNode node) {
    node.allow(Set.of("id", "question", "answer", "level", "choices"));
    return new FieldMapping(
        node.required("id").text(),
        node.required("question").text(),
        node.required("answer").text(),
        node.optional("level").map(ConfigNode::text).orElse(null),
        node.optional("choices").map(ConfigNode::text).orElse(null));
  }

  private static PromptTemplate prompt(ConfigNode root) {
    return new PromptTemplate(
        root.required("prompt").text(),
        root.optional("choiceFormat").map(ConfigNode::text).orElse(PromptTemplate.DEFAULT_CHOICE),
        root.optional("choiceSeparator").map(ConfigNode::text).orElse("\n"));
  }

  private static TextPolicy text(ConfigNode node) {
    return switch (node.text()) {
      case "stored" -> TextPolicy.STORED;
      case "hidden" -> TextPolicy.HIDDEN;
      default -> throw node.invalid("stored or hidden");
    };
  }
}
