package org.alphagrid.merge.mergekit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.Path;

/**
 * Gives one name to each model, however a configuration spells its folder: the first spelling. Two
 * spellings mean one model where they lead to the same folder, links followed.
 */
final class ModelNames implements UnaryOperator<String> {
  private final Path start;
  private final Map<Path, String> names = new HashMap<>();

  /**
   * @param start where relative paths start; null for the working directory
   */
  ModelNames(Path start) {
    this.start = start;
  }

  /** Returns the folder that a spelling means. */
  Path folder(String spelling) {
    Path path = new Path(spelling);
    return start == null || path.isUriPathAbsolute() ? path : new Path(start, path);
  }

  @Override
  public String apply(String spelling) {
    try {
      return names.computeIfAbsent(Storage.resolved(folder(spelling)), folder -> spelling);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
