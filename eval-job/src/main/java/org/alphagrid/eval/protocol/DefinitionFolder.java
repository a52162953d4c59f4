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
 * Reads definitions from a folder, one YAML file each, that other files refer to by name: {@code
 * greedy} stands for {@code greedy.yaml}.
 */
public final class DefinitionFolder {
  private static final String SUFFIX = ".yaml";

  private final String kind;
  private final Path folder;
  private final Configuration hadoop;

  /**
   * Reads from a folder on any Hadoop file system.
   *
   * @param kind what one definition is called in messages, for example {@code protocol}
   */
  public DefinitionFolder(String kind, Path folder, Configuration hadoop) {
    this.kind = kind;
    this.folder = folder;
    this.hadoop = hadoop;
  }

  /**
   * Reads a definition.
   *
   * @return the root of its file, whose keys are not checked but for {@code name}
   * @throws UserException when the name is unknown (the message lists the known ones), the file is
   *     no YAML, or the name in it differs from the file's
   */
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

  /** Returns where the definition of that name stands. */
  public Path file(String name) {
    return new Path(folder, name + SUFFIX);
  }

  /**
   * Returns the names defined in the folder.
   *
   * @throws UserException when the folder cannot be listed
   */
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
