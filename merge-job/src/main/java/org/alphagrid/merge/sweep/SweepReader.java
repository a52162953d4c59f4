package org.alphagrid.merge.sweep;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.plugin.Suggestion;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.compatibility.DifferenceNames;
import org.alphagrid.merge.grid.Grid;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.method.ParentRole;
import org.alphagrid.merge.tensor.DType;
import org.apache.hadoop.fs.Path;

/** Reads a sweep file; whatever is wrong with it is an error before any work is done. */
public final class SweepReader {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private static final int MAX_SAMPLES = 100_000;
  private static final double MAX_ERROR_SHARE = 0.25;

  /** Under {@code eval.protocols}, the protocol of every merged point. */
  private static final String MERGED = "merged";

  private SweepReader() {}

  /**
   * @throws UserException naming file and key when something is missing, unknown or out of range
   */
  public static Sweep read(Path file) throws IOException {
    ConfigNode root = ConfigNode.parse(file.toString(), Storage.readText(file));
    root.allow(
        Set.of("name", "parents", "donor", "merge", "dtype", "allow", "eval", "report", "search"));
    Map<ParentRole, Path> parents = parents(root.required("parents"), file);
    List<GridPoint> points =
        root.optional("merge")
            .map(
                merge ->
                    Grid.expand(merge, parents.keySet(), new MergekitItems(file, parents)::read))
            .orElseGet(() -> List.copyOf(parents.keySet().stream().map(GridPoint::of).toList()));
    return new Sweep(
        name(root.required("name")),
        file,
        parents,
        points,
        root.optional("dtype").map(SweepReader::dtype),
        donor(root, parents),
        allowed(root),
        eval(root.required("eval"), parents.keySet()),
        report(root.optional("report"), parents),
        root.optional("search"));
  }

  private static String name(ConfigNode node) {
    if (!NAME.matcher(node.text()).matches()) {
      throw node.invalid("letters, digits, dots, dashes and underscores");
    }
    return node.text();
  }

  private static Map<ParentRole, Path> parents(ConfigNode node, Path file) {
    node.required(ParentRole.DIRECT.key());
    node.required(ParentRole.THINK.key());
    Map<ParentRole, Path> parents = new TreeMap<>();
    node.entries()
        .forEach((name, path) -> parents.put(role(name, node), relativeTo(file, path.text())));
    return parents;
  }

  private static ParentRole role(String name, ConfigNode parents) {
    try {
      return ParentRole.of(name);
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + parents.place() + ")", e);
    }
  }

  /** Returns a path as a file means it: absolute, a URI, or relative to the file's own folder. */
  public static Path relativeTo(Path file, String text) {
    if (text.isEmpty()) {
      throw new UserException("Invalid path: '' (must not be empty; in " + file + ")");
    }
    Path path = new Path(text);
    Path folder = file.getParent();
    return path.isUriPathAbsolute() || folder == null ? path : new Path(folder, path);
  }

  private static DType dtype(ConfigNode node) {
    try {
      return DType.ofConfigName(node.text());
    } catch (IllegalArgumentException e) {
      throw new UserException(e.getMessage() + " (" + node.place() + ")", e);
    }
  }

  private static ParentRole donor(ConfigNode root, Map<ParentRole, Path> parents) {
    String name = root.optional("donor").map(ConfigNode::text).orElse(ParentRole.DIRECT.key());
    return parents.keySet().stream()
        .filter(role -> role.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserException(
                    Suggestion.unknown(
                            "donor", name, parents.keySet().stream().map(ParentRole::key).toList())
                        + " (%s)".formatted(root.required("donor").place())));
  }

  private static Set<String> allowed(ConfigNode root) {
    Set<String> allowed = new HashSet<>();
    for (ConfigNode item : root.optional("allow").map(ConfigNode::items).orElse(List.of())) {
      try {
        allowed.add(DifferenceNames.requireAllowable(item.text()));
      } catch (IllegalArgumentException e) {
        throw new UserException(e.getMessage() + " (" + item.place() + ")", e);
      }
    }
    return allowed;
  }

  private static EvalSettings eval(ConfigNode node, Set<ParentRole> parents) {
    node.allow(
        Set.of(
            "benchmarks",
            "protocol",
            "protocols",
            "template",
            "samples",
            "models",
            "seed",
            "problems",
            "order",
            "batch",
            "shardSamples",
            "engine",
            "maxErrorShare"));
    return new EvalSettings(
        benchmarks(node.required("benchmarks")),
        protocols(node, parents),
        integer(node, "samples", 1, MAX_SAMPLES, EvalSettings.SAMPLES_OF_BENCHMARK),
        node.optional("models").map(SweepReader::models).orElse(ModelSource.IN_MEMORY),
        node.optional("seed").map(ConfigNode::wholeNumber).orElse(0L),
        integer(node, "problems", 0, Integer.MAX_VALUE, EvalSettings.ALL_PROBLEMS),
        node.optional("order").map(SweepReader::shuffled).orElse(false),
        node.optional("batch").map(SweepReader::batch).orElse(32),
        integer(node, "shardSamples", 1, 1_000_000, 512),
        node.optional("engine").map(EngineSettings::read).orElse(EngineSettings.DEFAULT),
        node.optional("maxErrorShare").map(share -> share.number(0, 1)).orElse(MAX_ERROR_SHARE));
  }

  private static ProtocolChoice protocols(ConfigNode node, Set<ParentRole> parents) {
    Optional<ParentRole> template = node.optional("template").map(SweepReader::templateOwner);
    Optional<ConfigNode> perParent = node.optional("protocols");
    if (perParent.isEmpty()) {
      return ProtocolChoice.one(node.required("protocol").text(), template);
    }
    if (node.optional("protocol").isPresent()) {
      throw perParent.get().invalid("left out where eval.protocol is given");
    }
    Set<String> keys = new HashSet<>(Set.of(MERGED));
    parents.forEach(role -> keys.add(role.key()));
    ConfigNode names = perParent.get().allow(keys);
    Map<ParentRole, String> byParent = new TreeMap<>();
    parents.forEach(role -> byParent.put(role, names.required(role.key()).text()));
    return new ProtocolChoice(names.required(MERGED).text(), byParent, template);
  }

  private static ParentRole templateOwner(ConfigNode node) {
    return switch (node.text()) {
      case "direct" -> ParentRole.DIRECT;
      case "think" -> ParentRole.THINK;
      default -> throw node.invalid("direct or think");
    };
  }

  private static List<String> benchmarks(ConfigNode list) {
    List<String> names = new ArrayList<>();
    for (ConfigNode item : list.items()) {
      if (names.contains(item.text())) {
        throw item.invalid("named once");
      }
      names.add(item.text());
    }
    return names;
  }

  private static boolean shuffled(ConfigNode node) {
    return switch (node.text()) {
      case "data" -> false;
      case "shuffled" -> true;
      default -> throw node.invalid("data or shuffled");
    };
  }

  private static int batch(ConfigNode node) {
    if (node.isNumber()) {
      return node.integer(1, 4096);
    }
    if (!node.text().equals(EvalSettings.AUTO_BATCH)) {
      throw node.invalid("a number from 1 to 4096, or auto");
    }
    return EvalSettings.BATCH_BY_MEASURE;
  }

  private static ModelSource models(ConfigNode node) {
    for (ModelSource source : ModelSource.values()) {
      if (source.key().equals(node.text())) {
        return source;
      }
    }
    throw new UserException(
        Suggestion.unknown("model source", node.text(), List.of("in-memory", "stored"))
            + " ("
            + node.place()
            + ")");
  }

  private static int integer(ConfigNode node, String key, int least, int most, int absent) {
    return node.optional(key).map(value -> value.integer(least, most)).orElse(absent);
  }

  private static ReportSettings report(Optional<ConfigNode> node, Map<ParentRole, Path> parents) {
    node.ifPresent(present -> present.allow(Set.of("baseline", "margin")));
    String baseline =
        node.flatMap(present -> present.optional("baseline"))
            .map(ConfigNode::text)
            .orElse(ParentRole.DIRECT.key());
    if (parents.keySet().stream().noneMatch(role -> role.key().equals(baseline))) {
      throw new UserException(
          Suggestion.unknown(
              "baseline", baseline, parents.keySet().stream().map(ParentRole::key).toList()));
    }
    double margin =
        node.flatMap(present -> present.optional("margin"))
            .map(value -> value.number(0, 1))
            .orElse(new BigDecimal("0.02").doubleValue());
    return new ReportSettings(baseline, margin);
  }
}
