package org.alphagrid.eval.sample.files;

import java.util.List;

/**
 * Names a published file of samples.
 *
 * @param name in the samples folder
 * @param members the task's file it is, or those whose rows were gathered in it; empty for imported
 *     samples
 * @param bytes its size
 */
public record SampleFile(String name, List<ShardName> members, long bytes) {
  /** Returns whether it holds the rows of several tasks. */
  boolean isCompact() {
    return CompactName.matches(name);
  }
}
