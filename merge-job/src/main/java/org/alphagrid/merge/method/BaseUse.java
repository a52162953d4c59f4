package org.alphagrid.merge.method;

/** Says what a method does with a base model. */
public enum BaseUse {
  /** Takes no base: the models are merged as they are. */
  NONE,
  /** Merges the models, or their differences from a base where one is given. */
  OPTIONAL,
  /** Merges the models' differences from a base (task vectors), which must be given. */
  REQUIRED,
  /** Takes the base as the first of two operands; in a sweep that is direct. */
  OPERAND
}
