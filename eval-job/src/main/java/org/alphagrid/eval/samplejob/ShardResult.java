package org.alphagrid.eval.samplejob;

import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * Counts what became of the rows of one shard.
 *
 * @param kept rows without text or with an error, whose old grade stands
 * @param benchmarks whose rows it holds
 */
record ShardResult(long rows, long kept, List<Change> changes, Set<String> benchmarks)
    implements Serializable {
  ShardResult {
    changes = List.copyOf(changes);
    benchmarks = Set.copyOf(benchmarks);
  }
}
