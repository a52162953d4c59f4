package org.alphagrid.quickstart;

/**
 * Sets a run's length in steps and its learning rate: a linear start, then half a cosine down to a
 * hundredth.
 *
 * @param steps number of optimiser steps
 * @param peak highest rate
 * @param warmup steps until the peak
 */
record Schedule(int steps, double peak, int warmup) {
  private static final double FLOOR = 0.01;

  double rate(int step) {
    if (step < warmup) {
      return peak * (step + 1) / warmup;
    }
    double done = (step - warmup) / (double) Math.max(1, steps - warmup);
    return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * done)));
  }
}
