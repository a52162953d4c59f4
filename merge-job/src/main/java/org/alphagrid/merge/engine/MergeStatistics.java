package org.alphagrid.merge.engine;

import java.io.Serializable;
import org.alphagrid.merge.tensor.ChunkSum;

/**
 * Measures how far merging moved a tensor from its origin: the base where the method has one,
 * otherwise the first model. Taken of the stored values; parts of a tensor are joined in order.
 */
public final class MergeStatistics implements Serializable {
  private static final long serialVersionUID = 1;

  private final ChunkSum origin = new ChunkSum();
  private final ChunkSum merged = new ChunkSum();
  private final ChunkSum difference = new ChunkSum();
  private long elements;
  private long changed;

  void add(float[] from, float[] values, int count) {
    changed += ChunkSum.addComparison(origin, merged, difference, from, values, count);
    elements += count;
  }

  void endChunk() {
    origin.endChunk();
    merged.endChunk();
    difference.endChunk();
  }

  /** Takes over what was found right behind. */
  public void append(MergeStatistics next) {
    origin.append(next.origin);
    merged.append(next.merged);
    difference.append(next.difference);
    elements += next.elements;
    changed += next.changed;
  }

  /**
   * Returns the cosine of the angle between the merged tensor and its origin; 0 where one is zero.
   */
  public double cosine() {
    double norms = Math.sqrt(origin.total()) * Math.sqrt(merged.total());
    double dot = (origin.total() + merged.total() - difference.total()) / 2;
    return norms == 0 ? 0 : Math.max(-1, Math.min(1, dot / norms));
  }

  /** Returns the Euclidean norm of the difference. */
  public double deltaNorm() {
    return Math.sqrt(difference.total());
  }

  /** Returns the share of elements that are not the origin's. */
  public double changedShare() {
    return elements == 0 ? 0 : (double) changed / elements;
  }
}
