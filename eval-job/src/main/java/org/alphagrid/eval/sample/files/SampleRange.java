package org.alphagrid.eval.sample.files;

import java.io.Serializable;

/**
 * Holds a range of problems with a range of samples of each, ends exclusive.
 *
 * @param firstProblem index in the problem file
 */
public record SampleRange(int firstProblem, int endProblem, int firstSample, int endSample)
    implements Serializable {
  public SampleRange {
    if (firstProblem < 0
        || endProblem <= firstProblem
        || firstSample < 0
        || endSample <= firstSample) {
      throw new IllegalArgumentException(
          "Invalid range: problems %d to %d, samples %d to %d (must not be empty)"
              .formatted(firstProblem, endProblem, firstSample, endSample));
    }
  }

  public int problems() {
    return endProblem - firstProblem;
  }

  public int samples() {
    return endSample - firstSample;
  }

  public int count() {
    return Math.multiplyExact(problems(), samples());
  }
}
