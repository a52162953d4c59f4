package org.alphagrid.eval.template.jinja.value;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Python's {@code json.dumps}, the filter {@code tojson} of transformers. */
public final class JsonText {
  private final BoundedText json = new BoundedText();
  private final boolean ascii;
  private final String indent;
  private final String itemSeparator;
  private final String keySeparator;
  private final boolean sorted;

  private JsonText(Arguments.Bound options) {
    ascii = options.flag("ensure_ascii", false);
    sorted = options.flag("sort_keys", false);
    Object width = options.value("indent", null);
    if (width == null || width instanceof String) {
      indent = (String) width;
    } else {
      indent = " ".repeat((int) Math.max(0, Math.min(Numbers.toLong(width), 1000)));
    }
    Object separators = options.value("separators", null);
    if (separators instanceof List<?> pair && pair.size() == 2) {
      itemSeparator = PythonPrinter.text(pair.get(0));
      keySeparator = PythonPrinter.text(pair.get(1));
    } else if (separators == null) {
      itemSeparator = indent == null ? ", " : ",";
      keySeparator = ": ";
    } else {
      throw new TemplateException("Invalid separators: must be a pair of texts");
    }
  }

  public static String of(Object value, Arguments arguments) {
    JsonText text =
        new JsonText(
            arguments.bind("tojson", "ensure_ascii?", "indent?", "separators?", "sort_keys?"));
    text.append(value, 1);
    return text.json.toString();
  }

  private void append(Object value, int depth) {
    if (value instanceof String text) {
      quote(text);
    } else if (value instanceof Map<?, ?> map) {
      object(map, depth);
    } else if (value instanceof List<?> list) {
      array(list, depth);
    } else {
      json.append(scalar(value));
    }
  }

  private static String scalar(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Boolean || value instanceof Long) {
      return value.toString();
    }
    if (value instanceof Double number) {
      return switch (PythonPrinter.number(number)) {
        case "nan" -> "NaN";
        case "inf" -> "Infinity";
        case "-inf" -> "-Infinity";
        default -> PythonPrinter.number(number);
      };
    }
    Undefined.reject(value);
    throw new TemplateException(
        "Cannot write an object of type %s as JSON".formatted(Values.typeName(value)));
  }

  private void array(List<?> list, int depth) {
    if (list.isEmpty()) {
      json.append("[]");
      return;
    }
    json.append("[");
    String separator = "";
    for (Object item : list) {
      json.append(separator);
      newLine(depth);
      append(item, depth + 1);
      separator = itemSeparator;
    }
    newLine(depth - 1);
    json.append("]");
  }

  private void object(Map<?, ?> map, int depth) {
    if (map.isEmpty()) {
      json.append("{}");
      return;
    }
    json.append("{");
    String separator = "";
    Iterator<? extends Map.Entry<?, ?>> entries = entries(map).entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<?, ?> entry = entries.next();
      json.append(separator);
      newLine(depth);
      quote(entry.getKey() instanceof String key ? key : scalar(entry.getKey()));
      json.append(keySeparator);
      append(entry.getValue(), depth + 1);
      separator = itemSeparator;
    }
    newLine(depth - 1);
    json.append("}");
  }

  private Map<?, ?> entries(Map<?, ?> map) {
    if (!sorted) {
      return map;
    }
    TreeMap<Object, Object> ordered = new TreeMap<>(ValueComparison::compare);
    ordered.putAll(map);
    return ordered;
  }

  private void newLine(int depth) {
    if (indent != null) {
      json.append("\n").append(indent.repeat(depth));
    }
  }

  private void quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\b' -> quoted.append("\\b");
        case '\f' -> quoted.append("\\f");
        default -> {
          boolean escaped = c < ' ' || (ascii && c >= 0x7f && c != 0x7f);
          quoted.append(escaped ? "\\u%04x".formatted((int) c) : String.valueOf(c));
        }
      }
    }
    json.append(quoted.append('"').toString());
  }
}
