package org.alphagrid.mergejob;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.alphagrid.grid.GridPoint;
import org.alphagrid.method.ParentRole;
import org.alphagrid.tensor.DType;

/**
 * What one executor call merges: some tensors, at some points.
 *
 * @param parents directories by role
 * @param tensors names, in the order of the shard file
 * @param shard name of the shard file
 * @param folders for each point the unfinished checkpoint directory
 * @param answers for each point what it needs to know of the whole model
 * @param dtype element type of the results
 */
record MergeTask(
    Map<ParentRole, String> parents,
    List<String> tensors,
    String shard,
    Map<GridPoint, String> folders,
    Map<GridPoint, List<Serializable>> answers,
    DType dtype)
    implements Serializable {}
