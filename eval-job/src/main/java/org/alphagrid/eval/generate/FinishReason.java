package org.alphagrid.eval.generate;

/** Names why a generation ended. */
public enum FinishReason {
  /** One of the stop ids was drawn. */
  STOP,
  /** The cap on tokens or the end of the context was reached. */
  LENGTH,
  /** The request could not be run, or the model gave no usable logits. */
  ERROR
}
