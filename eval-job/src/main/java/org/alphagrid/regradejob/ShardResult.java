package org.alphagrid.regradejob;

import java.io.Serializable;
import java.util.List;

/**
 * What became of the rows of one shard.
 *
 * @param kept rows without text or with an error, whose old grade stands
 */
record ShardResult(long rows, long kept, List<Change> changes) implements Serializable {
  ShardResult {
    changes = List.copyOf(changes);
  }
}
