package org.alphagrid.eval.template.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.eval.template.jinja.builtin.Attributes;
import org.alphagrid.eval.template.jinja.builtin.Filters;
import org.alphagrid.eval.template.jinja.builtin.Tests;
import org.alphagrid.eval.template.jinja.value.Arguments;
import org.alphagrid.eval.template.jinja.value.Callable;
import org.alphagrid.eval.template.jinja.value.Slices;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Tuple;
import org.alphagrid.eval.template.jinja.value.Undefined;
import org.alphagrid.eval.template.jinja.value.Values;

/** Describes something in a template that has a value. */
interface Expression {
  Object evaluate(Scope scope);

  /** A literal. */
  record Constant(Object value) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return value;
    }
  }

  /** A variable. */
  record Name(String name) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return scope.read(name);
    }
  }

  /** {@code [a, b]}. */
  record ListLiteral(List<Expression> items) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return all(items, scope);
    }
  }

  /** {@code (a, b)}. */
  record TupleLiteral(List<Expression> items) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return new Tuple(all(items, scope));
    }
  }

  /** {@code {a: b}}. */
  record DictLiteral(List<Expression> keys, List<Expression> values) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      Map<Object, Object> dict = new LinkedHashMap<>();
      for (int i = 0; i < keys.size(); i++) {
        Object key = keys.get(i).evaluate(scope);
        if (!(key instanceof String) && !(key instanceof Long)) {
          throw TemplateException.unsupported("a dictionary key of type " + Values.typeName(key));
        }
        dict.put(key, values.get(i).evaluate(scope));
      }
      return dict;
    }
  }

  /** {@code owner.name}. */
  record Attribute(Expression owner, String name) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Attributes.attribute(owner.evaluate(scope), name);
    }
  }

  /** {@code owner[key]}. */
  record Item(Expression owner, Expression key) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Attributes.item(owner.evaluate(scope), key.evaluate(scope));
    }
  }

  /** {@code owner[start:stop:step]}; parts left out are null. */
  record Slice(Expression owner, Expression start, Expression stop, Expression step)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Slices.slice(
          owner.evaluate(scope), part(start, scope), part(stop, scope), part(step, scope));
    }

    private static Object part(Expression bound, Scope scope) {
      return bound == null ? null : bound.evaluate(scope);
    }
  }

  /** {@code then if test else otherwise}; without an else, undefined. */
  record Conditional(Expression test, Expression then, Expression otherwise) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      if (Values.truth(test.evaluate(scope))) {
        return then.evaluate(scope);
      }
      return otherwise == null
          ? new Undefined("the condition is false and there is no else")
          : otherwise.evaluate(scope);
    }
  }

  /** {@code function(...)}. */
  record Call(Expression function, CallArguments arguments) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      Object target = function.evaluate(scope);
      Undefined.reject(target);
      if (!(target instanceof Callable callable)) {
        throw new TemplateException("Cannot call an object of type " + Values.typeName(target));
      }
      scope.work().step();
      return callable.call(arguments.evaluate(scope), scope.work());
    }
  }

  /** {@code value | filter(...)}. */
  record Filtered(Expression value, Filters.Filter filter, CallArguments arguments)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return filter.apply(value.evaluate(scope), arguments.evaluate(scope), scope.work());
    }
  }

  /** {@code value is test(...)}. */
  record Tested(Expression value, Tests.Check check, CallArguments arguments)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return check.holds(value.evaluate(scope), arguments.evaluate(scope));
    }
  }

  /**
   * The arguments of a call as written.
   *
   * @param rest whose items are further positional arguments; null where there is none
   * @param more whose entries are further named arguments; null where there is none
   */
  record CallArguments(
      List<Expression> positional,
      Map<String, Expression> named,
      Expression rest,
      Expression more) {
    static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

    static CallArguments of(Expression one) {
      return new CallArguments(List.of(one), Map.of(), null, null);
    }

    Arguments evaluate(Scope scope) {
      List<Object> items = all(positional, scope);
      if (rest != null) {
        for (Object item : Values.list(rest.evaluate(scope))) {
          scope.work().step();
          items.add(item);
        }
      }
      Map<String, Object> values = new LinkedHashMap<>();
      named.forEach((name, value) -> values.put(name, value.evaluate(scope)));
      if (more != null) {
        addEntries(values, more.evaluate(scope));
      }
      return new Arguments(items, values);
    }

    private static void addEntries(Map<String, Object> values, Object entries) {
      if (!(entries instanceof Map<?, ?> map)) {
        throw new TemplateException(
            "Argument after ** must be a mapping, not an object of type "
                + Values.typeName(entries));
      }
      map.forEach(
          (name, value) -> {
            if (!(name instanceof String text)) {
              throw new TemplateException("Names of arguments must be text, not " + name);
            }
            if (values.put(text, value) != null) {
              throw new TemplateException("Argument '%s' is given twice".formatted(text));
            }
          });
    }
  }

  private static List<Object> all(List<Expression> expressions, Scope scope) {
    List<Object> values = new ArrayList<>();
    for (Expression expression : expressions) {
      values.add(expression.evaluate(scope));
    }
    return values;
  }
}
