package org.alphagrid.eval.template.jinja.value;

/**
 * What a missing variable, key or index gives: it prints as nothing, is false and empty, and fails
 * as soon as anything else is done with it.
 *
 * @param complaint what to say then
 */
public record Undefined(String complaint) {
  public static Undefined variable(String name) {
    return new Undefined("'" + name + "' is undefined");
  }

  public static Undefined member(Object owner, Object name) {
    String kind = owner == null ? "None" : Values.typeName(owner) + " object";
    return new Undefined("'%s' has no attribute %s".formatted(kind, PythonPrinter.repr(name)));
  }

  /** Fails on an undefined value. */
  public static void reject(Object value) {
    if (value instanceof Undefined undefined) {
      throw new TemplateException(undefined.complaint());
    }
  }
}
