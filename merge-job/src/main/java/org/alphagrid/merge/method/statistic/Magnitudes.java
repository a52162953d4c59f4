package org.alphagrid.merge.method.statistic;

import org.alphagrid.merge.method.ParentBlock;

/** Provides the magnitudes that elements are ranked by; never negative. */
public final class Magnitudes {
  private Magnitudes() {}

  /** Computes {@code |x_m - base|}. */
  public record OfDelta(int model) implements Magnitude {
    @Override
    public void merge(ParentBlock block, float[] merged) {
      float[] x = block.models()[model];
      float[] base = block.base();
      for (int i = 0; i < block.length(); i++) {
        merged[i] = Math.abs(x[i] - base[i]);
      }
    }
  }

  /** Computes {@code |x_m - mean|}, the mean over all models. */
  public record FromMean(int model) implements Magnitude {
    @Override
    public void merge(ParentBlock block, float[] merged) {
      float[] x = block.models()[model];
      for (int i = 0; i < block.length(); i++) {
        merged[i] = Math.abs(x[i] - mean(block, i));
      }
    }
  }

  /** Computes the population variance of {@code x_m} over the models. */
  public record Variance() implements Magnitude {
    @Override
    public void merge(ParentBlock block, float[] merged) {
      int count = block.models().length;
      for (int i = 0; i < block.length(); i++) {
        double mean = 0;
        for (float[] model : block.models()) {
          mean += ((double) model[i] - block.base()[i]) / count;
        }
        double squares = 0;
        for (float[] model : block.models()) {
          double gap = ((double) model[i] - block.base()[i]) - mean;
          squares += gap * gap;
        }
        merged[i] = (float) (squares / count);
      }
    }
  }

  /** Turns the order round: the largest magnitude becomes the smallest. */
  public record Reversed(Magnitude magnitude) implements Magnitude {
    @Override
    public void merge(ParentBlock block, float[] merged) {
      magnitude.merge(block, merged);
      for (int i = 0; i < block.length(); i++) {
        // Bits of non-negative floats order as the floats do.
        int bits = Float.floatToRawIntBits(merged[i]);
        merged[i] = Float.intBitsToFloat(0x7f7fffff - Math.min(bits, 0x7f7fffff));
      }
    }
  }

  /** Returns the mean of one element over the models. */
  public static float mean(ParentBlock block, int i) {
    float sum = 0;
    for (float[] model : block.models()) {
      sum += model[i];
    }
    return sum / block.models().length;
  }
}
