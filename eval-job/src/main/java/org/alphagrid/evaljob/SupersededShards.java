package org.alphagrid.evaljob;

import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.alphagrid.sample.SampleReader;
import org.alphagrid.sample.SampleRow;
import org.alphagrid.storage.Storage;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Files of samples that a sweep now asks for in another way: another prompt, protocol, seed or
 * grader. They would stand beside the new samples as if there were twice as many, so they are set
 * aside, not deleted. Files of points or benchmarks that the sweep no longer names stay.
 *
 * @param samples folder of the published files
 * @param series every series the sweep asks for
 * @param cells every point and benchmark it names, as {@link #cell} writes them
 */
record SupersededShards(Path samples, Set<String> series, Set<String> cells) {
  private static final String ASIDE = "_superseded";

  static String cell(String point, String benchmark) {
    return benchmark + " " + point;
  }

  /** Moves them to a folder that no reader looks into and returns how many there were. */
  int setAside(Collection<String> fileNames) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(samples);
    Path aside = new Path(samples, ASIDE);
    int moved = 0;
    for (String name : fileNames) {
      Optional<ShardName> shard = ShardName.parse(name);
      if (shard.isPresent() && !series.contains(shard.get().series()) && superseded(name)) {
        fileSystem.mkdirs(aside);
        if (!fileSystem.rename(new Path(samples, name), new Path(aside, name))) {
          throw new IOException("Cannot set aside %s: rename to %s refused".formatted(name, aside));
        }
        moved++;
      }
    }
    return moved;
  }

  private boolean superseded(String name) throws IOException {
    try (SampleReader reader = new SampleReader(new Path(samples, name))) {
      SampleRow first = reader.read();
      return first != null && cells.contains(cell(first.getPoint(), first.getBenchmark()));
    }
  }
}
