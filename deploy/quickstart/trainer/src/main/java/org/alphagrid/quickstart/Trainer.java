package org.alphagrid.quickstart;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Trains by gradient descent on a stream of examples.
 *
 * <p>The examples of a step are dealt out to a fixed number of workers, each on one core: operators
 * this small lose more by waiting for each other's threads than they gain from them. The number is
 * fixed because it decides the order of summation, and with it the exact result of a seed.
 */
final class Trainer {
  private static final int EXAMPLES_PER_STEP = 96;
  private static final int WORKERS = 2;
  private static final int STEPS_PER_LINE = 50;

  private final DecoderShape shape;
  private final Snapshots snapshots;

  /** Takes the weights every so often while training goes on. */
  interface Snapshots {
    void take(int steps, float[] weights);
  }

  Trainer(DecoderShape shape, Snapshots snapshots) {
    this.shape = shape;
    this.snapshots = snapshots;
  }

  /** Trains from the given weights and returns the new ones. */
  float[] train(String name, float[] start, ExampleStream stream, Schedule schedule) {
    float[] weights = start.clone();
    AdamW optimizer = new AdamW(shape);
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    double loss = 0;
    long began = System.nanoTime();
    try {
      for (int step = 0; step < schedule.steps(); step++) {
        loss += step(weights, optimizer, stream, schedule.rate(step), workers);
        int done = step + 1;
        if (done % STEPS_PER_LINE == 0) {
          double seconds = (System.nanoTime() - began) / 1e9;
          System.out.printf(
              Locale.ROOT,
              "%s step %d/%d rate %.2e loss %.4f, %.3f s a step, %.0f s%n",
              name,
              done,
              schedule.steps(),
              schedule.rate(step),
              loss / STEPS_PER_LINE,
              seconds / done,
              seconds);
          loss = 0;
        }
        snapshots.take(done, weights);
      }
    } finally {
      workers.shutdown();
    }
    return weights;
  }

  private double step(
      float[] weights,
      AdamW optimizer,
      ExampleStream stream,
      double rate,
      ExecutorService workers) {
    List<Example> examples = stream.next(EXAMPLES_PER_STEP);
    float[] slope = new float[weights.length];
    double loss = accumulate(slope, weights, examples, workers);
    optimizer.step(weights, slope, rate);
    return loss;
  }

  /** Fills in the slope of the loss per unit of token weight, and returns that loss. */
  private double accumulate(
      float[] slope, float[] weights, List<Example> examples, ExecutorService workers) {
    double share = 1 / examples.stream().mapToDouble(Example::weight).sum();
    double loss = 0;
    // One collector turns recording on for the process; there may not be two.
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      List<Future<Gradient>> futures = new ArrayList<>();
      for (int worker = 0; worker < WORKERS; worker++) {
        List<Example> dealt = new ArrayList<>();
        for (int i = worker; i < examples.size(); i += WORKERS) {
          dealt.add(examples.get(i));
        }
        futures.add(workers.submit(() -> Gradient.of(shape, weights, dealt, collector)));
      }
      for (Future<Gradient> future : futures) {
        Gradient gradient = future.get();
        loss += gradient.loss() * share;
        for (int i = 0; i < slope.length; i++) {
          slope[i] += (float) (gradient.slope()[i] * share);
        }
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("Cannot compute a gradient: a worker stopped", e);
    }
    return loss;
  }
}
