package org.alphagrid.merge.method;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** Collects single methods and the members of families. */
final class RegisteredMethods {
  private RegisteredMethods() {}

  static List<MergeMethod> load() {
    // The interface's own loader: under spark-submit the thread's loader need not be ours.
    ClassLoader loader = MergeMethod.class.getClassLoader();
    List<MergeMethod> methods = new ArrayList<>();
    ServiceLoader.load(MergeMethod.class, loader).forEach(methods::add);
    ServiceLoader.load(MethodFamily.class, loader)
        .forEach(family -> methods.addAll(family.methods()));
    return methods;
  }
}
