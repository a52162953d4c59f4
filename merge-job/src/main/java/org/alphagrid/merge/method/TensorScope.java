package org.alphagrid.merge.method;

import java.io.Serializable;

/**
 * Gives a method access to one tensor of the merged models, before it makes the tensor's kernel. A
 * result that is not computed yet ends the call with {@link StatisticNotReady}; the engine computes
 * what was asked for and calls again.
 */
public interface TensorScope {
  /** Returns the tensor's name in the merged model. */
  String name();

  /** Returns its dimensions. */
  TensorShape shape();

  /** Returns whether the merge has a base. */
  boolean hasBase();

  /** Returns the result of a scan over this tensor; equal scans read the tensor once. */
  <R> R scan(TensorStatistic<R> scan);

  /** Returns a small result computed from scans of this tensor; equal ones are computed once. */
  <R extends Serializable> R derive(Derived<R> derived);

  /** Returns a value over all tensors of the model; equal statistics are computed once. */
  <R extends Serializable> R model(ModelStatistic<R> statistic);
}
