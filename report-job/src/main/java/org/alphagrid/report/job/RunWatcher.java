package org.alphagrid.report.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.spark.Terminal;
import org.alphagrid.core.storage.Storage;
import org.alphagrid.report.model.Report;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Reports whenever new shards have come, until every point has its samples. */
final class RunWatcher {
  /** Makes and publishes a report. */
  @FunctionalInterface
  interface Reporting {
    Report report(RunInput input) throws IOException;
  }

  private final List<String> runs;
  private final Duration interval;

  RunWatcher(List<String> runs, Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new UserException(
          "Invalid --watch: %d seconds (must be at least 1)".formatted(interval.toSeconds()));
    }
    this.runs = runs;
    this.interval = interval;
  }

  /**
   * Returns when no point lacks samples, no file is unfinished and none has come for one interval.
   */
  void run(Reporting reporting) throws IOException {
    String reported = "";
    boolean complete = false;
    boolean waited = false;
    while (true) {
      String now = listing();
      if (now.equals(reported)) {
        if (complete && !isGenerating()) {
          Terminal.say("report: complete");
          return;
        }
      } else {
        try {
          Report report = reporting.report(RunInput.read(runs));
          complete = report.gaps().isEmpty();
          reported = now;
        } catch (UserException e) {
          // What is not there yet may come; what is wrong stays on the screen once.
          if (!waited) {
            Terminal.say("report: waiting: " + e.getMessage());
          }
          waited = true;
        }
      }
      pause();
    }
  }

  /** Names and sizes of all published shards. */
  private String listing() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    for (FileStatus file : list("shard-*.parquet")) {
      files.add(file.getPath() + " " + file.getLen());
    }
    return String.join("\n", files);
  }

  private boolean isGenerating() throws IOException {
    return !list("_inflight/*").isEmpty();
  }

  private List<FileStatus> list(String pattern) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    for (String run : runs) {
      Path samples = new Path(run, "samples");
      FileSystem files = Storage.fileSystem(samples);
      FileStatus[] matches = files.globStatus(new Path(samples, pattern));
      found.addAll(matches == null ? List.of() : List.of(matches));
    }
    return found;
  }

  private void pause() {
    try {
      Thread.sleep(interval.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("Stopped watching: interrupted", e);
    }
  }
}
