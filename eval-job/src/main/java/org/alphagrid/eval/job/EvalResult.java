package org.alphagrid.eval.job;

import java.util.List;
import java.util.Map;
import org.alphagrid.core.spark.JobMetric;
import org.alphagrid.core.spark.SlotUtilization;

/**
 * Holds what the tasks of a plan did together.
 *
 * @param figures at its end
 * @param stopped one line for each point of which too many samples ended in an error
 * @param firstError text of one of the errors; null if there is none
 * @param use of the places tasks ran in
 */
record EvalResult(
    Map<JobMetric, Double> figures, List<String> stopped, String firstError, SlotUtilization use) {
  long samples() {
    return figures.get(JobMetric.SAMPLES_DONE).longValue();
  }

  long tokens() {
    return figures.get(JobMetric.TOKENS).longValue();
  }

  long errors() {
    return figures.get(JobMetric.ERRORS).longValue();
  }
}
