package org.alphagrid.eval.template.jinja.builtin;

import java.util.ArrayList;
import java.util.List;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Undefined;

/** The {@code attribute} argument of filters: names and indices joined by points. */
record AttributePath(List<Object> steps) {
  static AttributePath of(Object path) {
    if (path instanceof Long) {
      return new AttributePath(List.of(path));
    }
    if (!(path instanceof String text)) {
      Undefined.reject(path);
      throw new TemplateException("Invalid attribute: must be text or a whole number");
    }
    if (text.indexOf(',') >= 0) {
      throw TemplateException.unsupported("several attributes at once");
    }
    List<Object> steps = new ArrayList<>();
    for (String step : text.split("\\.", -1)) {
      steps.add(step.matches("[0-9]{1,9}") ? (Object) Long.valueOf(step) : step);
    }
    return new AttributePath(steps);
  }

  Object read(Object item) {
    Object value = item;
    for (Object step : steps) {
      value = Attributes.item(value, step);
    }
    return value;
  }
}
