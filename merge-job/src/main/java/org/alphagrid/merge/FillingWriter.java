package org.alphagrid.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Files that are there already; any number of tasks fill in their parts at once. */
final class FillingWriter implements ShardWriter {
  /** With more of them each run is written at once: a buffer for each would be much memory. */
  private static final int MOST_STAGED = 28;

  private final WriteBehind behind;
  private final List<StagedFile> files = new ArrayList<>();

  FillingWriter(List<Path> paths) throws IOException {
    behind = new WriteBehind(paths.size());
    try {
      for (Path path : paths) {
        files.add(new StagedFile(path, paths.size() <= MOST_STAGED ? behind : null));
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  @Override
  public TensorSink at(int folder, String tensor, long position) {
    StagedFile staged = files.get(folder);
    return new TensorSink() {
      private long next = position;

      @Override
      public void accept(byte[] bytes, int count) throws IOException {
        staged.write(tensor, next, bytes, count);
        next += count;
      }
    };
  }

  @Override
  public void finish() throws IOException {
    for (StagedFile staged : files) {
      staged.flush();
    }
    behind.finish();
  }

  @Override
  public void close() throws IOException {
    behind.close();
    for (StagedFile staged : files) {
      staged.close();
    }
  }
}
