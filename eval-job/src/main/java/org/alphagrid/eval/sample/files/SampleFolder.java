package org.alphagrid.eval.sample.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.alphagrid.core.storage.Storage;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists the published files of samples of a run.
 *
 * @param path {@code <run>/samples}, which need not be there
 */
public record SampleFolder(Path path) {
  /** Returns the folder of a run. */
  public static SampleFolder of(Path run) {
    return new SampleFolder(new Path(run, "samples"));
  }

  /** Returns the published files. */
  public List<SampleFile> published() throws IOException {
    FileSystem fileSystem = Storage.fileSystem(path);
    List<SampleFile> files = new ArrayList<>();
    if (fileSystem.exists(path)) {
      for (FileStatus status : fileSystem.listStatus(path)) {
        if (status.isFile()) {
          files.add(file(status));
        }
      }
    }
    return files;
  }

  private static SampleFile file(FileStatus status) throws IOException {
    String name = status.getPath().getName();
    List<ShardName> members =
        CompactName.matches(name)
            ? CompactedIndex.read(status.getPath()).stream()
                .map(CompactedIndex.Member::shard)
                .toList()
            : ShardName.parse(name).stream().toList();
    return new SampleFile(name, members, status.getLen());
  }
}
