package org.alphagrid.mergejob;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.ShardMerge;
import org.alphagrid.method.ParentRole;
import org.alphagrid.storage.Publisher;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;

/** Runs one task on an executor; safe to repeat. */
final class MergeTaskRunner implements Function<MergeTask, MergeTaskResult> {
  private static final long serialVersionUID = 1;

  @Override
  public MergeTaskResult call(MergeTask task) throws IOException {
    long attempt = TaskContext.get().taskAttemptId();
    Map<ParentRole, Path> parents = new TreeMap<>();
    task.parents().forEach((role, path) -> parents.put(role, new Path(path)));
    Map<GridPoint, Path> files = new LinkedHashMap<>();
    task.folders()
        .forEach(
            (point, folder) ->
                files.put(point, new Path(folder, "_" + task.shard() + "." + attempt)));
    try (ParentSet open = ParentSet.open(parents)) {
      Map<String, Map<String, String>> digests =
          ShardMerge.run(open, task.tensors(), files, task.answers(), task.dtype());
      for (Map.Entry<GridPoint, Path> entry : files.entrySet()) {
        Publisher.publishOnce(
            entry.getValue(), new Path(task.folders().get(entry.getKey()), task.shard()));
      }
      return new MergeTaskResult(digests);
    }
  }
}
