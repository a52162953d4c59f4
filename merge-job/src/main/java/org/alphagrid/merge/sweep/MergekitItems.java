package org.alphagrid.merge.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.mergekit.MergekitRule;
import org.alphagrid.merge.method.ParentRole;
import org.apache.hadoop.fs.Path;

/**
 * Reads items of a sweep's {@code merge} that are mergekit configurations: the path of one, {@code
 * {mergekit: path}}, or {@code {mergekit: {merge_method: ...}, name: ...}}. Their models are the
 * sweep's parents, by name or by path.
 */
final class MergekitItems {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

  private final Path sweep;
  private final Map<ParentRole, Path> parents;

  MergekitItems(Path sweep, Map<ParentRole, Path> parents) {
    this.sweep = sweep;
    this.parents = parents;
  }

  /** Reads one item. */
  MergePoint read(ConfigNode item) {
    if (!item.isObject()) {
      return file(item, Optional.empty());
    }
    item.allow(Set.of("mergekit", "name"));
    ConfigNode configuration = item.required("mergekit");
    if (!configuration.isObject()) {
      return file(configuration, item.optional("name"));
    }
    String text = configuration.yaml();
    return point(item.required("name"), sweep.toString(), text, sweep);
  }

  private MergePoint file(ConfigNode path, Optional<ConfigNode> name) {
    Path file = SweepReader.relativeTo(sweep, path.text());
    try {
      String text = Storage.readText(file);
      String stem = file.getName().replaceFirst("\\.ya?ml$", "");
      return name.isPresent()
          ? point(name.get(), file.toString(), text, file)
          : point(path, stem, file.toString(), text, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MergePoint point(ConfigNode name, String file, String text, Path folderOf) {
    return point(name, name.text(), file, text, folderOf);
  }

  private MergePoint point(ConfigNode place, String name, String file, String text, Path folderOf) {
    if (!NAME.matcher(name).matches()) {
      throw place.invalid("a name of letters, digits, dots, dashes and underscores");
    }
    return new MergePoint(MergekitRule.read(name, file, text, model -> find(model, folderOf)));
  }

  /** By name, or by path relative to the configuration's folder. */
  private Optional<ParentRole> find(String model, Path configuration) {
    Path path = SweepReader.relativeTo(configuration, model);
    return parents.entrySet().stream()
        .filter(e -> e.getKey().key().equals(model) || same(e.getValue(), path))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static boolean same(Path one, Path other) {
    try {
      return Storage.resolved(one).equals(Storage.resolved(other));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
