package org.alphagrid.merge;

import java.io.Serializable;

/**
 * What a task wrote of one tensor into one folder.
 *
 * @param tensor its name
 * @param bytes how many
 * @param checksum their {@link org.alphagrid.tensor.LaneDigest}
 * @param statistics of these elements
 */
record Written(String tensor, long bytes, long checksum, TensorStatistics statistics)
    implements Serializable {}
