package org.alphagrid.report.table;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.alphagrid.report.curve.ProblemTally;
import org.alphagrid.report.generation.Generations;

/**
 * Holds all that the statistics need of a sample table; its size does not grow with the samples.
 */
public record SampleTotals(List<ProblemTally> tallies, Generations generations) {

  public SampleTotals {
    tallies = List.copyOf(tallies);
    requireNonNull(generations, "generations is null");
  }
}
