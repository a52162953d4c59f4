package org.alphagrid.merge.compatibility;

import org.alphagrid.merge.checkpoint.Checkpoint;

/**
 * Names a checkpoint under comparison.
 *
 * @param name what messages call it, for example its role
 * @param checkpoint open
 */
public record NamedCheckpoint(String name, Checkpoint checkpoint) {}
