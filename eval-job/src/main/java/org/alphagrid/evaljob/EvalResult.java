package org.alphagrid.evaljob;

import java.util.List;
import java.util.Map;
import org.alphagrid.job.Figure;
import org.alphagrid.job.SlotUse;

/**
 * Holds what the tasks of a plan did together.
 *
 * @param figures at its end
 * @param stopped one line for each point of which too many samples ended in an error
 * @param firstError text of one of the errors; null if there is none
 * @param use of the places tasks ran in
 */
record EvalResult(
    Map<Figure, Double> figures, List<String> stopped, String firstError, SlotUse use) {
  long samples() {
    return figures.get(Figure.SAMPLES_DONE).longValue();
  }

  long tokens() {
    return figures.get(Figure.TOKENS).longValue();
  }

  long errors() {
    return figures.get(Figure.ERRORS).longValue();
  }
}
