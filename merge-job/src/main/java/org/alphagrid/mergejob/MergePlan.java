package org.alphagrid.mergejob;

import java.util.List;
import org.alphagrid.grid.GridPoint;
import org.apache.hadoop.fs.Path;

/**
 * What a run of the merge job has left to do.
 *
 * @param points to merge, in grid order
 * @param folders where each grows until it is published
 * @param shards names of the tensors of each shard file, in order
 */
record MergePlan(List<GridPoint> points, List<Path> folders, List<List<String>> shards) {}
