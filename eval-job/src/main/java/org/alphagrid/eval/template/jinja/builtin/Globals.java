package org.alphagrid.eval.template.jinja.builtin;

import java.util.LinkedHashMap;
import java.util.Map;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.PythonPrinter;
import org.alphagrid.eval.template.jinja.value.Range;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.Strftime;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Names every template knows: Jinja's functions and the two transformers adds. */
public final class Globals {
  private static final Map<String, Object> FUNCTIONS =
      Map.of(
          "range", (Callable) (arguments, work) -> Range.of(arguments),
          "dict", (Callable) (arguments, work) -> dict(arguments),
          "namespace", (Callable) (arguments, work) -> Namespace.of(arguments),
          "raise_exception", (Callable) (arguments, work) -> raise(arguments),
          "strftime_now", (Callable) Globals::now);

  private Globals() {}

  public static Map<String, Object> functions() {
    return FUNCTIONS;
  }

  /** {@code dict(other, name=value, ...)}. */
  static Map<Object, Object> dict(Arguments arguments) {
    Map<Object, Object> dict = new LinkedHashMap<>();
    for (Object other : arguments.positional()) {
      if (!(other instanceof Map<?, ?> map) || arguments.positional().size() > 1) {
        throw TemplateException.unsupported("a dictionary made of anything but one dictionary");
      }
      dict.putAll(map);
    }
    dict.putAll(arguments.named());
    return dict;
  }

  /** Returns the same entries, all under text keys. */
  static Map<String, Object> textKeys(Map<Object, Object> dict) {
    Map<String, Object> entries = new LinkedHashMap<>();
    dict.forEach((key, value) -> entries.put(PythonPrinter.text(key), value));
    return entries;
  }

  private static Object raise(Arguments arguments) {
    Object message = arguments.bind("raise_exception", "message").value("message", "");
    throw new TemplateException("The template refuses: " + PythonPrinter.text(message));
  }

  private static Object now(Arguments arguments, RenderBudget work) {
    return Strftime.format(arguments.bind("strftime_now", "format").text("format", ""), work.now());
  }
}
