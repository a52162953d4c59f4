package org.alphagrid.merge.method;

import java.util.List;

/**
 * Registers one implementation under several method names. A family is one class with
 * {@code @AutoService(MethodFamily.class)}.
 */
public interface MethodFamily {
  /** Returns the methods, each with its own name. */
  List<MergeMethod> methods();
}
