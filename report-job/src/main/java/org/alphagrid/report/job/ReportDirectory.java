package org.alphagrid.report.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import org.alphagrid.report.model.ReportFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Publishes files so that a reader sees the old content or the new one, never a part. */
final class ReportDirectory {
  private final Path directory;
  private final Configuration hadoop;
  private final FileSystem files;

  ReportDirectory(Path directory, Configuration hadoop) throws IOException {
    this.directory = directory;
    this.hadoop = hadoop;
    FileSystem found = directory.getFileSystem(hadoop);
    // Checksum files would lie beside the report, and rename as a second step.
    this.files = found instanceof LocalFileSystem local ? local.getRaw() : found;
    files.mkdirs(directory);
  }

  void publish(ReportFile file) throws IOException {
    Path published = new Path(directory, file.name());
    // A file may lie in a folder of its own.
    files.mkdirs(published.getParent());
    Path hidden =
        new Path(published.getParent(), "_" + published.getName() + "." + UUID.randomUUID());
    try {
      try (OutputStream stream = files.create(hidden, true)) {
        stream.write(file.content());
      }
      replace(hidden, published);
    } finally {
      files.delete(hidden, false);
    }
  }

  private void replace(Path hidden, Path published) throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      // Hadoop's own rename deletes first, or copies when it cannot rename.
      Files.move(
          local.pathToFile(hidden).toPath(),
          local.pathToFile(published).toPath(),
          StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(directory.toUri(), hadoop)
          .rename(hidden, published, Rename.OVERWRITE);
    }
  }
}
