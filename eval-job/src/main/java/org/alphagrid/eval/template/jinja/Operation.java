package org.alphagrid.eval.template.jinja;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.Numbers;
import org.alphagrid.eval.template.jinja.value.PythonPrinter;
import org.alphagrid.eval.template.jinja.value.ValueComparison;
import org.alphagrid.eval.template.jinja.value.Values;

/** Expressions made with operators. */
final class Operation {
  /** The arithmetic operators. */
  static final Map<String, BinaryOperator<Object>> ARITHMETIC =
      Map.of(
          "+", Numbers::add,
          "-", Numbers::subtract,
          "*", Numbers::multiply,
          "/", Numbers::divide,
          "//", Numbers::floorDivide,
          "%", Numbers::modulo,
          "**", Numbers::power);

  private Operation() {}

  /** {@code left op right}. */
  record Binary(BinaryOperator<Object> operator, Expression left, Expression right)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return operator.apply(left.evaluate(scope), right.evaluate(scope));
    }
  }

  /** {@code -x}. */
  record Negated(Expression operand) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Numbers.negate(operand.evaluate(scope));
    }
  }

  /** {@code +x}. */
  record Positive(Expression operand) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return Numbers.plus(operand.evaluate(scope));
    }
  }

  /** {@code not x}. */
  record Not(Expression operand) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      return !Values.truth(operand.evaluate(scope));
    }
  }

  /** {@code a and b}: the operand that decided, as in Python. */
  record And(Expression left, Expression right) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      Object first = left.evaluate(scope);
      return Values.truth(first) ? right.evaluate(scope) : first;
    }
  }

  /** {@code a or b}: the operand that decided, as in Python. */
  record Or(Expression left, Expression right) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      Object first = left.evaluate(scope);
      return Values.truth(first) ? first : right.evaluate(scope);
    }
  }

  /** {@code a ~ b}: the printed operands one after another. */
  record Joined(List<Expression> operands) implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      BoundedText text = new BoundedText();
      for (Expression operand : operands) {
        text.append(PythonPrinter.text(operand.evaluate(scope)));
      }
      return text.toString();
    }
  }

  /** {@code a < b <= c}: every neighbouring pair must hold. */
  record Chain(Expression first, List<String> operators, List<Expression> others)
      implements Expression {
    @Override
    public Object evaluate(Scope scope) {
      Object left = first.evaluate(scope);
      for (int i = 0; i < others.size(); i++) {
        Object right = others.get(i).evaluate(scope);
        if (!holds(operators.get(i), left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    }

    private static boolean holds(String operator, Object left, Object right) {
      return switch (operator) {
        case "==" -> ValueComparison.equal(left, right);
        case "!=" -> !ValueComparison.equal(left, right);
        case "<" -> ValueComparison.compare(left, right) < 0;
        case "<=" -> ValueComparison.compare(left, right) <= 0;
        case ">" -> ValueComparison.compare(left, right) > 0;
        case ">=" -> ValueComparison.compare(left, right) >= 0;
        case "in" -> Values.contains(right, left);
        case "not in" -> !Values.contains(right, left);
        default -> throw new IllegalStateException("Unknown comparison: " + operator);
      };
    }
  }
}
