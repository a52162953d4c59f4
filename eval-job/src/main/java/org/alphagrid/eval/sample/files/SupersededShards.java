package org.alphagrid.eval.sample.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.alphagrid.core.storage.StagingFolder;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.SampleReader;
import org.alphagrid.eval.sample.SampleRow;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
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
public record SupersededShards(Path samples, Set<String> series, Set<String> cells) {
  private static final String ASIDE = "_superseded";

  /** By path, what files hold: they never change, and a search asks again at every stage. */
  private static final Map<Path, String> FIRST_CELLS = new ConcurrentHashMap<>();

  public static String cell(String point, String benchmark) {
    return benchmark + " " + point;
  }

  /** Moves them to a folder that no reader looks into and returns how many there were. */
  public int setAside(Collection<SampleFile> files) throws IOException {
    int moved = 0;
    for (SampleFile file : files) {
      if (file.isCompact()) {
        moved += setMembersAside(new Path(samples, file.name())) ? 1 : 0;
      } else if (!file.members().isEmpty()
          && !series.contains(file.members().get(0).series())
          && cells.contains(firstCell(file.name()))) {
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

  /** A file of which only a part is superseded is set aside as it is, and the rest written anew. */
  private boolean setMembersAside(Path file) throws IOException {
    List<CompactedIndex.Member> kept = new ArrayList<>();
    List<CompactedIndex.Member> all = CompactedIndex.read(file);
    for (CompactedIndex.Member member : all) {
      if (series.contains(member.shard().series()) || !cells.contains(member.cell())) {
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
    try (StagingFolder attempt = StagingFolder.begin(samples)) {
      new CompactionTask(samples.toString(), List.of(file.getName()), kept)
          .write(attempt.folder().toString());
      new Compaction(samples).finish();
    }
    return true;
  }

  private String firstCell(String name) throws IOException {
    Path file = new Path(samples, name);
    String known = FIRST_CELLS.get(file);
    if (known == null) {
      try (SampleReader reader = new SampleReader(file)) {
        SampleRow first = reader.read();
        known = first == null ? "" : cell(first.getPoint(), first.getBenchmark());
      }
      FIRST_CELLS.put(file, known);
    }
    return known;
  }
}
