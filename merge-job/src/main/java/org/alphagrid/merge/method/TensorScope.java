package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Shows a method one tensor of the models that are merged, before the method makes its kernel.
 * Answers that are not there yet end the call with {@link StatisticNotReady}; the engine reads what
 * was asked for and calls again.
 */
public interface TensorScope {
  /** Returns the tensor's name in the merged model. */
  String name();

  /** Returns its dimensions. */
  TensorShape shape();

  /** Tells whether there is a base model. */
  boolean hasBase();

  /** Returns the result of a scan; equal scans read the tensor once. */
  <R> R scan(TensorStatistic<R> scan);

  /** Returns a small result computed from scans; equal questions are computed once. */
  <R extends Serializable> R derive(Derived<R> question);

  /** Returns a value over all tensors of the model; equal statistics are computed once. */
  <R extends Serializable> R model(ModelStatistic<R> statistic);
}
