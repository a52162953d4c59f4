package org.alphagrid.eval.sample.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.alphagrid.core.storage.Publisher;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.eval.sample.SampleReader;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Gathers small files of samples into few large ones.
 *
 * <p>A file's rows are first gathered in {@code samples/_compacting/}, where no reader looks. Once
 * a gathered file is complete there, the files it replaces are deleted and it takes their place.
 * Killed before that, everything is as it was; killed in the middle of it, {@link #finish} goes on
 * where it stopped. No row is ever seen twice; while the folder is there rows may be missing, so
 * whoever reads the samples finishes first or refuses.
 */
public final class Compaction {
  /** Files of at least this many bytes stay as they are. */
  public static final long SMALL = 16L << 20;

  /** Gathered files hold about this many bytes. */
  static final long WANTED = 96L << 20;

  private static final String STAGING = "_compacting";

  private final Path samples;

  /**
   * @param samples the folder
   */
  public Compaction(Path samples) {
    this.samples = samples;
  }

  static Path staging(Path samples) {
    return new Path(samples, STAGING);
  }

  /** Returns the small files, in groups that become one file each. */
  public List<CompactionTask> plan(List<SampleFile> files) {
    return plan(files, SMALL, WANTED);
  }

  /**
   * @param small least bytes of a file that stays
   * @param wanted bytes of a gathered file
   */
  List<CompactionTask> plan(List<SampleFile> files, long small, long wanted) {
    List<SampleFile> candidates =
        files.stream()
            .filter(file -> !file.members().isEmpty() && file.bytes() < small)
            .sorted(Comparator.comparing(SampleFile::name))
            .toList();
    List<List<String>> groups = new ArrayList<>();
    long bytes = wanted;
    for (SampleFile file : candidates) {
      if (bytes >= wanted) {
        groups.add(new ArrayList<>());
        bytes = 0;
      }
      groups.get(groups.size() - 1).add(file.name());
      bytes += file.bytes();
    }
    if (groups.size() > 1 && bytes < small) {
      List<String> rest = groups.remove(groups.size() - 1);
      groups.get(groups.size() - 1).addAll(rest);
    }
    return groups.stream()
        .filter(group -> group.size() > 1)
        .map(group -> new CompactionTask(samples.toString(), List.copyOf(group), null))
        .toList();
  }

  /** Lets every complete gathered file take the place of those it replaces; safe to repeat. */
  public void finish() throws IOException {
    FileSystem fileSystem = Storage.fileSystem(samples);
    Path staging = staging(samples);
    if (!fileSystem.exists(staging)) {
      return;
    }
    for (FileStatus status : fileSystem.listStatus(staging)) {
      Path gathered = status.getPath();
      if (CompactName.matches(gathered.getName())) {
        Path published = new Path(samples, gathered.getName());
        try {
          String replaced =
              SampleReader.metadata(gathered).getOrDefault(CompactionTask.REPLACES, "");
          for (String name : replaced.split("\n")) {
            requireOwn(name, gathered);
            if (!name.equals(gathered.getName())) {
              fileSystem.delete(new Path(samples, name), false);
            }
          }
          Publisher.publishOnce(gathered, published);
        } catch (FileNotFoundException e) {
          // Another driver finishes at the same time, and was faster.
          continue;
        }
      }
    }
    fileSystem.delete(staging, true);
  }

  /**
   * Checks a name from a file's metadata, which anybody could have written: it names files of this
   * folder or none.
   */
  private static void requireOwn(String name, Path gathered) throws IOException {
    if (ShardName.parse(name).isEmpty() && !CompactName.matches(name)) {
      throw new IOException(
          "Cannot finish the compaction of %s: it replaces '%s' (must be a sample file's name)"
              .formatted(gathered, name));
    }
  }
}
