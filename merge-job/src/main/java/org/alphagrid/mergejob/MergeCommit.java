package org.alphagrid.mergejob;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.checkpoint.Checkpoint;
import org.alphagrid.checkpoint.TensorEntry;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.merge.ParentSet;
import org.alphagrid.storage.Publisher;
import org.alphagrid.storage.Storage;
import org.alphagrid.sweep.SweepRun;
import org.apache.hadoop.fs.Path;

/** Completes merged points with everything beside the weights, checks and publishes them. */
final class MergeCommit {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final SweepRun run;
  private final MergePlan plan;
  private final ParentSet parents;
  private final Map<String, Map<String, String>> digests = new HashMap<>();

  MergeCommit(SweepRun run, MergePlan plan, ParentSet parents) {
    this.run = run;
    this.plan = plan;
    this.parents = parents;
  }

  /** Notes what a task wrote. */
  void add(MergeTaskResult result) {
    result
        .digests()
        .forEach(
            (point, tensors) ->
                digests.computeIfAbsent(point, p -> new HashMap<>()).putAll(tensors));
  }

  /** Publishes every point of the plan, each by one rename. */
  void publish() throws IOException {
    for (GridPoint point : plan.points()) {
      Path folder = plan.folders().get(point);
      writeIndex(folder);
      write(folder, Checkpoint.CONFIG, config());
      for (Path companion : parents.donor().companions()) {
        write(folder, companion.getName(), Storage.readBytes(companion));
      }
      write(
          folder,
          MergeManifest.FILE,
          MergeManifest.render(run, point, parents, digests.get(point.id())));
      // Opening it checks every header, offset and the index against the files as they are.
      Checkpoint.open(folder).close();
      Publisher.publishOnce(folder, run.pointDirectory(point));
    }
  }

  private void writeIndex(Path folder) throws IOException {
    List<List<String>> shards = plan.shards();
    if (shards.size() == 1) {
      return;
    }
    ObjectNode root = JSON.createObjectNode();
    long total = 0;
    for (TensorEntry tensor : parents.tensors()) {
      total += TensorEntry.byteCount(run.dtype(), tensor.shape());
    }
    root.putObject("metadata").put("total_size", total);
    ObjectNode map = root.putObject("weight_map");
    for (int shard = 0; shard < shards.size(); shard++) {
      String name = MergePlan.shardName(shard, shards.size());
      shards.get(shard).forEach(tensor -> map.put(tensor, name));
    }
    write(folder, Checkpoint.INDEX, JSON.writeValueAsBytes(root));
  }

  /** The donor's configuration with the dtype the weights now have. */
  private byte[] config() throws IOException {
    Path file = new Path(parents.donor().directory(), Checkpoint.CONFIG);
    ObjectNode config = (ObjectNode) JSON.readTree(Storage.readBytes(file));
    // Newer tools write "dtype", older ones read "torch_dtype"; change the key that is there.
    String key = config.has("dtype") ? "dtype" : "torch_dtype";
    config.put(key, run.dtype().torchName());
    return JSON.writeValueAsBytes(config);
  }

  private static void write(Path folder, String name, byte[] content) throws IOException {
    Path file = new Path(folder, name);
    try (OutputStream out = Storage.fileSystem(file).create(file, true)) {
      out.write(content);
    }
  }
}
