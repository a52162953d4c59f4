package org.alphagrid.merge.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.alphagrid.core.ResourceException;
import org.alphagrid.core.storage.Publisher;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.merge.checkpoint.SafetensorsWriter;
import org.alphagrid.merge.engine.TensorSink;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/**
 * Writes files from their beginning to their end. An object store shows a file when it is complete
 * and not before, so there they have their names from the start; two attempts write the same bytes.
 */
final class StreamingShardWriter implements ShardWriter {
  private final List<Path> paths;
  private final List<Path> unfinished = new ArrayList<>();
  private final List<FSDataOutputStream> streams = new ArrayList<>();
  private final List<SafetensorsWriter> writers = new ArrayList<>();
  private boolean finished;

  StreamingShardWriter(List<Path> paths, List<SafetensorsWriter.Announced> tensors)
      throws IOException {
    this.paths = paths;
    String attempt = UUID.randomUUID().toString();
    try {
      for (Path name : paths) {
        boolean atOnce = Storage.showsWholeFilesOnly(name);
        Path path =
            atOnce ? name : new Path(name.getParent(), "_" + name.getName() + "." + attempt);
        unfinished.add(path);
        streams.add(Storage.fileSystem(path).create(path, atOnce));
        writers.add(new SafetensorsWriter(streams.get(streams.size() - 1), tensors));
      }
    } catch (IOException e) {
      ResourceException failure =
          ShardTarget.failed("Cannot create " + unfinished.get(unfinished.size() - 1), e);
      try {
        close();
      } catch (IOException again) {
        failure.addSuppressed(again);
      }
      throw failure;
    }
  }

  @Override
  public TensorSink at(int folder, String tensor, long position) {
    Path path = paths.get(folder);
    return (bytes, count) -> {
      try {
        writers.get(folder).write(bytes, count);
      } catch (IOException e) {
        throw ShardTarget.failed("Cannot write tensor '%s' to %s".formatted(tensor, path), e);
      }
    };
  }

  @Override
  public void finish() throws IOException {
    for (int f = 0; f < writers.size(); f++) {
      Path path = paths.get(f);
      try {
        writers.get(f).close();
      } catch (IOException e) {
        throw ShardTarget.failed("Cannot write " + path, e);
      }
      if (!unfinished.get(f).equals(path)) {
        Publisher.publishOnce(unfinished.get(f), path);
      }
    }
    finished = true;
  }

  @Override
  public void close() throws IOException {
    if (finished) {
      return;
    }
    for (int f = 0; f < unfinished.size(); f++) {
      if (f < streams.size() && Storage.showsWholeFilesOnly(unfinished.get(f))) {
        streams.get(f).abort();
        continue;
      }
      try {
        if (f < writers.size()) {
          writers.get(f).close();
        }
      } catch (IOException | IllegalStateException e) {
        // The failure is reported already, and this file is of no use.
        continue;
      } finally {
        Storage.fileSystem(unfinished.get(f)).delete(unfinished.get(f), false);
      }
    }
  }
}
