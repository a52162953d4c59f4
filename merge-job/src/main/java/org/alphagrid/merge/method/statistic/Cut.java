package org.alphagrid.merge.method.statistic;

import java.io.Serializable;

/**
 * Says where a ranking by magnitude is cut: an element is kept if its magnitude's float bits are
 * above {@code bits}, or equal and its flat index is at most {@code lastTie}. So exactly the asked
 * number is kept, and among equals the lowest index wins.
 *
 * @param bits the bits of the least magnitude kept
 * @param lastTie the last index kept among those of that magnitude
 */
public record Cut(int bits, long lastTie) implements Serializable {
  /** Keeps everything. */
  public static final Cut ALL = new Cut(-1, Long.MAX_VALUE);

  /** Keeps nothing. */
  public static final Cut NONE = new Cut(Integer.MAX_VALUE, -1);

  /** Returns whether the element is kept. */
  public boolean keeps(float magnitude, long index) {
    int own = Float.floatToRawIntBits(magnitude);
    return own > bits || (own == bits && index <= lastTie);
  }

  /** Returns whether one threshold decides for a whole run of elements. */
  boolean isUniform(long first, int length) {
    return lastTie < first || lastTie >= first + length - 1;
  }

  /** Returns the least bits kept in a run for which {@link #isUniform} holds. */
  int leastBits(long first) {
    return lastTie < first && bits < Integer.MAX_VALUE ? bits + 1 : bits;
  }
}
