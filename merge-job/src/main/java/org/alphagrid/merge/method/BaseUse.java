package org.alphagrid.merge.method;

/** Says what a method does with a base model. */
public enum BaseUse {
  /** It has none. */
  NONE,
  /** It can take task vectors from one. */
  OPTIONAL,
  /** It takes task vectors from one. */
  REQUIRED,
  /** One of the two merged models is the first operand; in a sweep, direct. */
  OPERAND
}
