package org.alphagrid.merge.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.apache.hadoop.fs.Path;

/**
 * Writes {@code README.md} of a merged checkpoint, with the front matter that model hubs read: what
 * it was merged from and how, the licence if all parents state the same, and how to load it.
 */
public final class ModelCard {
  /** Names the file. */
  public static final String FILE = "README.md";

  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A---\\R(.*?)\\R---", Pattern.DOTALL);
  private static final Pattern LICENCE =
      Pattern.compile("^license:[ \\t]*['\"]?([^'\"\\r\\n#]+)", Pattern.MULTILINE);

  private final String title;
  private final String method;
  private final String dtype;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private final List<String> parents = new ArrayList<>();
  private final List<Optional<String>> licences = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private String configuration = "";

  /**
   * @param title names the model
   * @param method how it was merged
   * @param dtype of its weights
   */
  public ModelCard(String title, String method, String dtype) {
    this.title = title;
    this.method = method;
    this.dtype = dtype;
  }

  /** Adds a parameter of the merge. */
  public ModelCard parameters(Map<String, String> more) {
    parameters.putAll(more);
    return this;
  }

  /** Adds a parent and reads its licence from its own card. */
  public ModelCard parent(String role, Checkpoint checkpoint, String digest) throws IOException {
    Optional<String> licence = licenceOf(checkpoint);
    licences.add(licence);
    parents.add(
        "| %s | `%s` | %s | `sha256:%s` |"
            .formatted(
                role, checkpoint.directory().getName(), licence.orElse("not stated"), digest));
    return this;
  }

  /** Adds a line on what else to know. */
  public ModelCard remark(String line) {
    remarks.add(line);
    return this;
  }

  /** Adds the configuration it was merged by, word for word. */
  public ModelCard configuration(String yaml) {
    configuration = yaml;
    return this;
  }

  private static Optional<String> licenceOf(Checkpoint checkpoint) throws IOException {
    Path card = new Path(checkpoint.directory(), FILE);
    if (!Storage.exists(card)) {
      return Optional.empty();
    }
    Matcher front = FRONT_MATTER.matcher(Storage.readText(card));
    if (!front.find()) {
      return Optional.empty();
    }
    Matcher licence = LICENCE.matcher(front.group(1));
    return licence.find() ? Optional.of(licence.group(1).strip()) : Optional.empty();
  }

  /** Returns the whole card. */
  public byte[] render() {
    List<String> lines = new ArrayList<>();
    lines.add("---");
    boolean one = licences.stream().distinct().count() == 1 && licences.get(0).isPresent();
    if (one) {
      lines.add("license: " + licences.get(0).get());
    }
    lines.add("library_name: transformers");
    lines.add("tags: [merge, alphagrid]");
    lines.add("---");
    lines.add("");
    lines.add("# " + title);
    lines.add("");
    lines.add("Merged by method `%s`; weights are %s.".formatted(method, dtype));
    lines.add("");
    lines.add("| parent | checkpoint | licence | weights |");
    lines.add("|---|---|---|---|");
    lines.addAll(parents);
    if (!parameters.isEmpty()) {
      lines.add("");
      lines.add("| parameter | value |");
      lines.add("|---|---|");
      parameters.forEach((name, value) -> lines.add("| %s | `%s` |".formatted(name, value)));
    }
    if (!one) {
      lines.add("");
      lines.add("The parents do not all state one licence: each parent's own terms hold.");
    }
    remarks.forEach(
        remark -> {
          lines.add("");
          lines.add(remark);
        });
    if (!configuration.isEmpty()) {
      lines.add("");
      lines.add("```yaml");
      lines.add(configuration.stripTrailing());
      lines.add("```");
    }
    lines.add("");
    lines.add("`merge-manifest.json` holds the recipe and a digest of every tensor.");
    lines.add("");
    lines.add("```python");
    lines.add("from transformers import AutoModelForCausalLM, AutoTokenizer");
    lines.add("");
    lines.add("model = AutoModelForCausalLM.from_pretrained(\".\", torch_dtype=\"auto\")");
    lines.add("tokenizer = AutoTokenizer.from_pretrained(\".\")");
    lines.add("```");
    return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
  }
}
