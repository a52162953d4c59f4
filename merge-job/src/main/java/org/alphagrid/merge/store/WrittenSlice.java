package org.alphagrid.merge.store;

import java.io.Serializable;
import org.alphagrid.merge.engine.MergeStatistics;

/**
 * Describes what a task wrote of one tensor into one folder.
 *
 * @param tensor its name
 * @param bytes how many
 * @param checksum their {@link org.alphagrid.merge.tensor.StripedChecksum}
 * @param statistics of these elements
 */
record WrittenSlice(String tensor, long bytes, long checksum, MergeStatistics statistics)
    implements Serializable {}
