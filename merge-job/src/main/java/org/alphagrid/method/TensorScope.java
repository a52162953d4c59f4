package org.alphagrid.method;

import java.io.Serializable;

/** One tensor of the models that are merged, as a method sees it before it makes a kernel. */
public interface TensorScope {
  /** The tensor's name. */
  String name();

  /** Its dimensions. */
  TensorShape shape();

  /** Whether there is a base. */
  boolean hasBase();

  /** The answer to a scan; asked twice, read once. */
  <R> R scan(Scan<R> scan);

  /** An answer worked out from scans; asked twice, worked out once. */
  <R extends Serializable> R derive(Derived<R> question);

  /** A value over all tensors of the model; asked twice, computed once. */
  <R extends Serializable> R model(ModelStatistic<R> statistic);
}
