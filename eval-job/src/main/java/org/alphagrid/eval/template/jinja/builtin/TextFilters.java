package org.alphagrid.eval.template.jinja.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.Numbers;
import org.alphagrid.eval.template.jinja.value.PythonPrinter;
import org.alphagrid.eval.template.jinja.value.PythonText;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.SafeText;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.Values;

/** Filters on text; other values are printed first. */
final class TextFilters {
  private static final Pattern WORD_BEGINNING = Pattern.compile("[-\\s({\\[<]+");

  private TextFilters() {}

  static Map<String, Filters.Filter> all() {
    return Map.ofEntries(
        Map.entry("string", (value, arguments, work) -> plain(value, arguments)),
        Map.entry("safe", (value, arguments, work) -> new SafeText(plain(value, arguments))),
        Map.entry("upper", (value, arguments, work) -> PythonText.upper(plain(value, arguments))),
        Map.entry("lower", (value, arguments, work) -> PythonText.lower(plain(value, arguments))),
        Map.entry("title", (value, arguments, work) -> title(plain(value, arguments))),
        Map.entry(
            "capitalize",
            (value, arguments, work) -> PythonText.capitalize(plain(value, arguments))),
        Map.entry("trim", TextFilters::trim),
        Map.entry("replace", TextFilters::replace),
        Map.entry("indent", TextFilters::indent),
        Map.entry("join", TextFilters::join));
  }

  private static String plain(Object value, Arguments arguments) {
    arguments.bind("a filter without arguments");
    return text(value);
  }

  private static String text(Object value) {
    if (value instanceof SafeText) {
      throw TemplateException.unsupported("a filter on the result of 'safe'");
    }
    return PythonPrinter.text(value);
  }

  private static String title(String text) {
    StringBuilder result = new StringBuilder();
    Matcher matcher = WORD_BEGINNING.matcher(text);
    int start = 0;
    while (matcher.find()) {
      result.append(word(text.substring(start, matcher.start()))).append(matcher.group());
      start = matcher.end();
    }
    return result.append(word(text.substring(start))).toString();
  }

  private static String word(String word) {
    if (word.isEmpty()) {
      return word;
    }
    int end = word.offsetByCodePoints(0, 1);
    return PythonText.upper(word.substring(0, end)) + PythonText.lower(word.substring(end));
  }

  private static Object trim(Object value, Arguments arguments, RenderBudget work) {
    String characters = arguments.bind("trim", "chars?").text("chars", null);
    return PythonText.strip(text(value), characters, true, true);
  }

  private static Object replace(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("replace", "old", "new", "count?");
    long count = bound.value("count", null) == null ? -1 : bound.integer("count", -1);
    return PythonText.replace(
        text(value), text(bound.value("old", "")), text(bound.value("new", "")), count);
  }

  private static Object indent(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("indent", "width?", "first?", "blank?");
    Object width = bound.value("width", 4L);
    String indent = width instanceof String blanks ? blanks : (String) Numbers.multiply(" ", width);
    boolean blank = bound.flag("blank", false);
    if (!(value instanceof String text)) {
      Undefined.reject(value);
      throw new TemplateException("Cannot indent an object of type " + Values.typeName(value));
    }
    List<String> lines = PythonText.lines(text + "\n");
    BoundedText result = new BoundedText();
    for (int i = 0; i < lines.size(); i++) {
      boolean indented = i == 0 ? bound.flag("first", false) : blank || !lines.get(i).isEmpty();
      result.append(i == 0 ? "" : "\n").append(indented ? indent : "").append(lines.get(i));
    }
    return result.toString();
  }

  private static Object join(Object value, Arguments arguments, RenderBudget work) {
    Arguments.Bound bound = arguments.bind("join", "d?", "attribute?");
    String separator = text(bound.value("d", ""));
    List<Object> items = new ArrayList<>(Values.list(value));
    if (bound.value("attribute", null) != null) {
      AttributePath path = AttributePath.of(bound.value("attribute", null));
      items.replaceAll(path::read);
    }
    BoundedText result = new BoundedText();
    for (int i = 0; i < items.size(); i++) {
      result.append(i == 0 ? "" : separator).append(text(items.get(i)));
    }
    return result.toString();
  }
}
