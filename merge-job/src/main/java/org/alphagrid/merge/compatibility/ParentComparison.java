package org.alphagrid.merge.compatibility;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.alphagrid.core.UserException;
import org.alphagrid.merge.checkpoint.Checkpoint;
import org.alphagrid.merge.method.ParentRole;

/**
 * Compares parents before any work: every difference that would make a merge meaningless is
 * reported, all in one error.
 */
public final class ParentComparison {
  private ParentComparison() {}

  /** Finds everything in which the parents differ from the donor. */
  public static CheckpointComparison of(ParentSet parents) throws IOException {
    List<NamedCheckpoint> named = new ArrayList<>();
    for (Map.Entry<ParentRole, Checkpoint> entry : parents.all().entrySet()) {
      int place = entry.getKey().equals(parents.donorRole()) ? 0 : named.size();
      named.add(place, new NamedCheckpoint(entry.getKey().key(), entry.getValue()));
    }
    return CheckpointComparison.of(named);
  }

  /**
   * Checks that the parents can be merged.
   *
   * @param allowed names of differences that may be there
   * @return everything in which they differ all the same
   * @throws UserException listing the differences, with the parents' names, what they mean for a
   *     sweep and what to write in it
   */
  public static CheckpointComparison check(ParentSet parents, Set<String> allowed)
      throws IOException {
    CheckpointComparison comparison = of(parents);
    List<Difference> errors = comparison.errors(allowed);
    if (!errors.isEmpty()) {
      List<String> advice = PairAdvice.consequences(comparison, allowed);
      throw new UserException(
          comparison.complaint(errors)
              + advice.stream().map(line -> "\n" + line).collect(Collectors.joining()));
    }
    return comparison;
  }
}
