package org.alphagrid.merge.method;

import java.util.List;

/** Registers one implementation under the several method names that its variants have. */
public interface MethodFamily {
  /** Returns the methods, each with its own name. */
  List<MergeMethod> methods();
}
