package org.alphagrid.eval.template.jinja.builtin;

import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.PythonText;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Tuple;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.Values;

/** The methods of Python's strings that templates use. */
final class StringMethods {
  private static final Map<String, Method> METHODS =
      Map.ofEntries(
          Map.entry("strip", (text, arguments) -> strip(text, arguments, true, true)),
          Map.entry("lstrip", (text, arguments) -> strip(text, arguments, true, false)),
          Map.entry("rstrip", (text, arguments) -> strip(text, arguments, false, true)),
          Map.entry("upper", (text, arguments) -> PythonText.upper(none(text, arguments))),
          Map.entry("lower", (text, arguments) -> PythonText.lower(none(text, arguments))),
          Map.entry("title", (text, arguments) -> PythonText.title(none(text, arguments))),
          Map.entry(
              "capitalize", (text, arguments) -> PythonText.capitalize(none(text, arguments))),
          Map.entry("startswith", (text, arguments) -> affix(text, arguments, true)),
          Map.entry("endswith", (text, arguments) -> affix(text, arguments, false)),
          Map.entry("split", (text, arguments) -> split(text, arguments, false)),
          Map.entry("rsplit", (text, arguments) -> split(text, arguments, true)),
          Map.entry("splitlines", (text, arguments) -> lines(text, arguments)),
          Map.entry("replace", StringMethods::replace),
          Map.entry("find", (text, arguments) -> find(text, arguments, false)),
          Map.entry("rfind", (text, arguments) -> find(text, arguments, true)),
          Map.entry("count", StringMethods::count),
          Map.entry("join", StringMethods::join),
          Map.entry("removeprefix", (text, arguments) -> remove(text, arguments, true)),
          Map.entry("removesuffix", (text, arguments) -> remove(text, arguments, false)));

  private static final Set<String> LEFT_OUT =
      Set.of(
          "casefold",
          "center",
          "encode",
          "expandtabs",
          "format",
          "format_map",
          "index",
          "isalnum",
          "isalpha",
          "isascii",
          "isdecimal",
          "isdigit",
          "isidentifier",
          "islower",
          "isnumeric",
          "isprintable",
          "isspace",
          "istitle",
          "isupper",
          "ljust",
          "maketrans",
          "partition",
          "rindex",
          "rjust",
          "rpartition",
          "swapcase",
          "translate",
          "zfill");

  private StringMethods() {}

  /** Returns the method of that name, or null if Python's strings have none. */
  static Callable find(String text, String name) {
    Method method = METHODS.get(name);
    if (method == null) {
      if (LEFT_OUT.contains(name)) {
        throw TemplateException.unsupported("the method '" + name + "' of strings");
      }
      return null;
    }
    return (arguments, work) -> method.apply(text, arguments);
  }

  private interface Method {
    Object apply(String text, Arguments arguments);
  }

  private static String none(String text, Arguments arguments) {
    arguments.bind("a string method");
    return text;
  }

  private static Object strip(String text, Arguments arguments, boolean left, boolean right) {
    return PythonText.strip(
        text, arguments.bind("strip", "chars?").text("chars", null), left, right);
  }

  private static Object affix(String text, Arguments arguments, boolean start) {
    Object affix = arguments.bind(start ? "startswith" : "endswith", "affix").value("affix", null);
    if (affix instanceof Tuple several) {
      return several.stream().anyMatch(one -> hasAffix(text, one, start));
    }
    return hasAffix(text, affix, start);
  }

  private static boolean hasAffix(String text, Object affix, boolean start) {
    if (!(affix instanceof String part)) {
      Undefined.reject(affix);
      throw new TemplateException("Cannot compare the start or end of text with " + affix);
    }
    return start ? text.startsWith(part) : text.endsWith(part);
  }

  private static Object split(String text, Arguments arguments, boolean right) {
    Arguments.Bound bound = arguments.bind("split", "sep?", "maxsplit?");
    String separator = bound.text("sep", null);
    long most = bound.integer("maxsplit", -1);
    if (separator == null) {
      if (right && most >= 0) {
        throw TemplateException.unsupported("rsplit at blanks with a limit");
      }
      return PythonText.splitBlanks(text, most);
    }
    return right
        ? PythonText.splitRight(text, separator, most)
        : PythonText.split(text, separator, most);
  }

  private static Object lines(String text, Arguments arguments) {
    arguments.bind("splitlines");
    return new ArrayList<Object>(PythonText.lines(text));
  }

  private static Object replace(String text, Arguments arguments) {
    Arguments.Bound bound = arguments.bind("replace", "old", "new", "count?");
    return PythonText.replace(
        text, bound.text("old", ""), bound.text("new", ""), bound.integer("count", -1));
  }

  private static Object find(String text, Arguments arguments, boolean last) {
    String part = arguments.bind("find", "sub").text("sub", "");
    int found = last ? text.lastIndexOf(part) : text.indexOf(part);
    return found < 0 ? -1L : (long) text.codePointCount(0, found);
  }

  private static Object count(String text, Arguments arguments) {
    String part = arguments.bind("count", "sub").text("sub", "");
    if (part.isEmpty()) {
      return PythonText.length(text) + 1L;
    }
    return PythonText.split(text, part, -1).size() - 1L;
  }

  private static Object join(String separator, Arguments arguments) {
    BoundedText result = new BoundedText();
    boolean first = true;
    for (Object item : Values.list(arguments.bind("join", "iterable").value("iterable", null))) {
      if (!(item instanceof String text)) {
        throw new TemplateException(
            "Cannot join an object of type %s to text".formatted(Values.typeName(item)));
      }
      result.append(first ? "" : separator).append(text);
      first = false;
    }
    return result.toString();
  }

  private static Object remove(String text, Arguments arguments, boolean prefix) {
    String part = arguments.bind("removeprefix", "affix").text("affix", "");
    if (prefix) {
      return text.startsWith(part) ? text.substring(part.length()) : text;
    }
    return text.endsWith(part) ? text.substring(0, text.length() - part.length()) : text;
  }
}
