package org.alphagrid.eval.protocol;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.core.plugin.Suggestion;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A folder of definitions, one YAML file each, that other files refer to by name: {@code greedy}
 * stands for {@code greedy.yaml}.
 */
public final class DefinitionFolder {
  private static final String SUFFIX = ".yaml";

  private final String kind;
  private final Path folder;
  private final Configuration hadoop;

  /**
   * @param kind what one definition is called in messages, for example {@code protocol}
   */
  public DefinitionFolder(String kind, Path folder, Configuration hadoop) {
    this.kind = kind;
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /** Reads a definition; an unknown name answers with the known ones. */
  public ConfigNode read(String name) {
    SortedSet<String> known = names();
    if (!known.contains(name)) {
      throw new UserException(Suggestion.unknown(kind, name, known) + " (in " + folder + ")");
    }
    Path file = file(name);
    ConfigNode root = ConfigNode.parse(file.toString(), TextFile.text(kind, file, hadoop));
    requireName(root, name);
    return root;
  }

  /** Where the definition of that name stands. */
  public Path file(String name) {
    return new Path(folder, name + SUFFIX);
  }

  /** The names defined here. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    try {
      for (FileStatus status : folder.getFileSystem(hadoop).listStatus(folder)) {
        String file = status.getPath().getName();
        if (status.isFile() && file.endsWith(SUFFIX)) {
          names.add(file.substring(0, file.length() - SUFFIX.length()));
        }
      }
    } catch (FileNotFoundException e) {
      throw new UserException("Cannot list %ss in %s: no such folder".formatted(kind, folder), e);
    } catch (IOException e) {
      throw new UserException(
          "Cannot list %ss in %s: %s".formatted(kind, folder, e.getMessage()), e);
    }
    return names;
  }

  // A copied file that keeps the old name would make two definitions look like one in the rows.
  private static void requireName(ConfigNode root, String name) {
    ConfigNode given = root.required("name");
    if (!given.text().equals(name)) {
      throw given.invalid("the file's name without .yaml");
    }
  }
}
