package org.alphagrid.eval.sample.files;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/** Finds which samples of a series are missing, and cuts them into files. */
public final class Coverage {
  private final BitSet[] present;
  private final int samples;

  /**
   * @param problems how many are wanted, from the first on
   * @param samples how many of each
   */
  public Coverage(int problems, int samples, Collection<SampleRange> published) {
    this.samples = samples;
    this.present = new BitSet[problems];
    Arrays.setAll(present, p -> new BitSet(samples));
    for (SampleRange range : published) {
      for (int p = range.firstProblem(); p < Math.min(problems, range.endProblem()); p++) {
        present[p].set(range.firstSample(), range.endSample());
      }
    }
  }

  /**
   * Returns the missing samples as rectangles of about {@code most} samples: neighbouring problems
   * that lack the same run of samples go together.
   */
  public List<SampleRange> missing(int most) {
    List<SampleRange> missing = new ArrayList<>();
    int first = 0;
    while (first < present.length) {
      int end = first + 1;
      while (end < present.length && present[end].equals(present[first])) {
        end++;
      }
      for (int[] run : gaps(present[first])) {
        cut(first, end, run[0], run[1], most, missing);
      }
      first = end;
    }
    return missing;
  }

  private List<int[]> gaps(BitSet set) {
    List<int[]> gaps = new ArrayList<>();
    int from = set.nextClearBit(0);
    while (from < samples) {
      int next = set.nextSetBit(from);
      int to = next < 0 ? samples : Math.min(next, samples);
      gaps.add(new int[] {from, to});
      from = set.nextClearBit(to);
    }
    return gaps;
  }

  private static void cut(
      int first, int end, int firstSample, int endSample, int most, List<SampleRange> missing) {
    int perFile = Math.max(1, most / (endSample - firstSample));
    for (int p = first; p < end; p += perFile) {
      missing.add(new SampleRange(p, Math.min(end, p + perFile), firstSample, endSample));
    }
  }
}
