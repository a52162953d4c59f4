package org.alphagrid.mergejob;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.HuggingFaceFiles;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.merge.ShardMerge;
import org.alphagrid.method.ParentRole;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;

/**
 * Cuts a sweep into tasks. A task is one shard of the model at a group of points: tensors are split
 * by bytes into shard files, and where there are fewer shards than cores the points are split too.
 */
final class MergePlanner {
  private final SweepRun run;
  private final long maxShardBytes;
  private final String attempt;

  /**
   * @param maxShardBytes most tensor bytes of one shard file, unless a single tensor is larger
   * @param attempt a name no other driver uses, so that two runs never write one file
   */
  MergePlanner(SweepRun run, long maxShardBytes, String attempt) {
    this.run = run;
    this.maxShardBytes = maxShardBytes;
    this.attempt = attempt;
  }

  /** The points that are not yet published, in grid order. */
  List<GridPoint> missing() throws IOException {
    List<GridPoint> missing = new ArrayList<>();
    for (GridPoint point : run.sweep().mergedPoints()) {
      if (!MergeManifest.isPublished(run, point)) {
        missing.add(point);
      }
    }
    return missing;
  }

  /**
   * Plans some points.
   *
   * @param cores tasks that can run at once
   */
  MergePlan plan(List<GridPoint> points, ParentSet parents, int cores) throws IOException {
    Map<GridPoint, Path> folders = new LinkedHashMap<>();
    Path inFlight = new Path(new Path(run.directory(), "points"), Storage.IN_FLIGHT);
    for (GridPoint point : points) {
      String name = run.recipeDigest(point).substring(0, 16) + "." + attempt;
      folders.put(point, new Path(inFlight, name));
    }
    List<List<String>> shards =
        HuggingFaceFiles.shards(parents.tensors(), run.dtype(), maxShardBytes);
    return new MergePlan(
        points,
        folders,
        shards,
        tasks(folders, shards, ShardMerge.modelAnswers(parents, points), cores));
  }

  private List<MergeTask> tasks(
      Map<GridPoint, Path> folders,
      List<List<String>> shards,
      Map<GridPoint, List<Serializable>> answers,
      int cores) {
    List<GridPoint> points = List.copyOf(folders.keySet());
    Map<ParentRole, String> parents = new TreeMap<>();
    run.sweep().parents().forEach((role, path) -> parents.put(role, path.toString()));
    int groups = Math.min(points.size(), (cores + shards.size() - 1) / shards.size());
    List<MergeTask> tasks = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      for (int group = 0; group < groups; group++) {
        Map<GridPoint, String> members = new LinkedHashMap<>();
        Map<GridPoint, List<Serializable>> known = new LinkedHashMap<>();
        for (int p = group; p < points.size(); p += groups) {
          members.put(points.get(p), folders.get(points.get(p)).toString());
          known.put(points.get(p), answers.get(points.get(p)));
        }
        tasks.add(
            new MergeTask(
                parents,
                shards.get(shard),
                HuggingFaceFiles.shardName(shard, shards.size()),
                members,
                known,
                run.dtype()));
      }
    }
    return tasks;
  }
}
