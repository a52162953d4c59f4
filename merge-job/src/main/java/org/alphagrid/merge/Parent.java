package org.alphagrid.merge;

import org.alphagrid.checkpoint.Checkpoint;

/**
 * A model that takes part in merges.
 *
 * @param name what messages call it, for example its role
 * @param checkpoint open
 */
public record Parent(String name, Checkpoint checkpoint) {}
