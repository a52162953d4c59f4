package org.alphagrid.eval.sample.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.PointBenchmark;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;

/**
 * Sets aside the files of samples that a sweep now asks for in another way: with another prompt,
 * protocol, seed or grader. Beside the new samples they would count as if there were twice as many.
 * Nothing is deleted, and files of points or benchmarks that the sweep no longer names stay.
 *
 * @param samples folder of the published files
 * @param series every series the sweep asks for
 * @param named every point and benchmark it names
 */
public record SupersededShards(Path samples, Set<String> series, Set<PointBenchmark> named) {
  private static final String ASIDE = "_superseded";

  /** What files hold, by path: a file never changes, and a search asks again at every stage. */
  private static final Map<Path, Optional<PointBenchmark>> CONTENTS = new ConcurrentHashMap<>();

  /** Moves them to a folder that no reader looks into and returns how many there were. */
  public int setAside(Collection<SampleFile> files) throws IOException {
    int moved = 0;
    for (SampleFile file : files) {
      if (file.isCompact()) {
        moved += setMembersAside(new Path(samples, file.name())) ? 1 : 0;
      } else if (!file.members().isEmpty()
          && !series.contains(file.members().get(0).series())
          && content(file.name()).filter(named::contains).isPresent()) {
        move(file.name());
        moved++;
      }
    }
    return moved;
  }

  private void move(String name) throws IOException {
    FileSystem fileSystem = Storage.fileSystem(samples);
    fileSystem.mkdirs(new Path(samples, ASIDE));
    if (!fileSystem.rename(new Path(samples, name), new Path(aside(), name))) {
      throw new IOException("Cannot set aside %s: rename to %s refused".formatted(name, aside()));
    }
  }

  private Path aside() {
    return new Path(samples, ASIDE);
  }

  /** Sets aside a file of which a part is superseded, and writes the rest of its rows anew. */
  private boolean setMembersAside(Path file) throws IOException {
    List<CompactedIndex.Member> kept = new ArrayList<>();
    List<CompactedIndex.Member> all = CompactedIndex.read(file);
    for (CompactedIndex.Member member : all) {
      if (series.contains(member.shard().series()) || !named.contains(member.content())) {
        kept.add(member);
      }
    }
    if (kept.size() == all.size()) {
      return false;
    }
    if (kept.isEmpty()) {
      move(file.getName());
      return true;
    }
    FileSystem fileSystem = Storage.fileSystem(samples);
    fileSystem.mkdirs(aside());
    FileUtil.copy(
        fileSystem,
        file,
        fileSystem,
        new Path(aside(), file.getName()),
        false,
        true,
        Storage.configuration());
    try (StagingFolder staging = StagingFolder.begin(samples)) {
      new CompactionTask(samples.toString(), List.of(file.getName()), kept)
          .write(staging.folder().toString());
      new Compaction(samples).finish();
    }
    return true;
  }

  private Optional<PointBenchmark> content(String name) throws IOException {
    Path file = new Path(samples, name);
    Optional<PointBenchmark> known = CONTENTS.get(file);
    if (known == null) {
      known = CompactionTask.first(file);
      CONTENTS.put(file, known);
    }
    return known;
  }
}
