package org.alphagrid.method;

import java.util.List;

/** One class with knobs, registered under the several names the field gives its settings. */
public interface MethodFamily {
  /** The methods, each with its own name. */
  List<MergeMethod> methods();
}
