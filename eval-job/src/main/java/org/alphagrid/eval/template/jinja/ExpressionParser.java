package org.alphagrid.eval.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.alphagrid.eval.template.jinja.builtin.Filters;
import org.alphagrid.eval.template.jinja.builtin.Tests;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/**
 * Expressions by descending precedence: condition, or, and, not, comparison, plus, tilde, times,
 * power, sign, then what follows a value: parts, calls, filters and tests. As in Jinja, and unlike
 * in Python, a sign binds tighter than a power and powers group from the left.
 */
final class ExpressionParser {
  private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final int MOST_DEPTH = 100;

  private final TokenStream tokens;
  private final PrimaryParser primaries;
  private int depth;

  ExpressionParser(TokenStream tokens, SpecialNames special) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, this, special);
  }

  Expression expression() {
    enter();
    Expression expression = or();
    while (tokens.skipName("if")) {
      Expression test = or();
      Expression otherwise = tokens.skipName("else") ? expression() : null;
      expression = new Expression.Conditional(test, expression, otherwise);
    }
    depth--;
    return expression;
  }

  private void enter() {
    if (++depth > MOST_DEPTH) {
      throw new TemplateException(
          "Expressions nested deeper than " + MOST_DEPTH, tokens.current().line());
    }
  }

  /**
   * Reads an expression without a condition at its end, which belongs to the statement around it.
   */
  Expression unconditional() {
    return or();
  }

  private Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      left = new Operation.Or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      left = new Operation.And(left, not());
    }
    return left;
  }

  private Expression not() {
    if (!tokens.skipName("not")) {
      return comparison();
    }
    enter();
    Expression operand = not();
    depth--;
    return new Operation.Not(operand);
  }

  private Expression comparison() {
    Expression first = sum();
    List<String> operators = new ArrayList<>();
    List<Expression> others = new ArrayList<>();
    while (true) {
      String operator = comparisonOperator();
      if (operator == null) {
        break;
      }
      operators.add(operator);
      others.add(sum());
    }
    return operators.isEmpty() ? first : new Operation.Chain(first, operators, others);
  }

  private String comparisonOperator() {
    TemplateToken token = tokens.current();
    if (token.kind() == TemplateToken.Kind.OPERATOR && COMPARISONS.contains(token.text())) {
      return tokens.next().text();
    }
    if (tokens.skipName("in")) {
      return "in";
    }
    if (token.isName("not") && tokens.following().isName("in")) {
      tokens.next();
      tokens.next();
      return "not in";
    }
    return null;
  }

  private Expression sum() {
    Expression left = joined();
    while (tokens.isOperator("+") || tokens.isOperator("-")) {
      String operator = tokens.next().text();
      left = new Operation.Binary(Operation.ARITHMETIC.get(operator), left, joined());
    }
    return left;
  }

  private Expression joined() {
    List<Expression> operands = new ArrayList<>();
    operands.add(product());
    while (tokens.skipOperator("~")) {
      operands.add(product());
    }
    return operands.size() == 1 ? operands.get(0) : new Operation.Joined(operands);
  }

  private Expression product() {
    Expression left = power();
    while (tokens.isOperator("*")
        || tokens.isOperator("/")
        || tokens.isOperator("//")
        || tokens.isOperator("%")) {
      String operator = tokens.next().text();
      left = new Operation.Binary(Operation.ARITHMETIC.get(operator), left, power());
    }
    return left;
  }

  private Expression power() {
    Expression left = filtered(signed());
    while (tokens.skipOperator("**")) {
      left = new Operation.Binary(Operation.ARITHMETIC.get("**"), left, filtered(signed()));
    }
    return left;
  }

  private Expression signed() {
    if (!tokens.isOperator("-") && !tokens.isOperator("+")) {
      return primaries.postfix(primaries.primary());
    }
    enter();
    boolean negative = tokens.next().text().equals("-");
    Expression operand = signed();
    depth--;
    return primaries.postfix(
        negative ? new Operation.Negated(operand) : new Operation.Positive(operand));
  }

  /** Filters and tests after a value, and calls of their results. */
  private Expression filtered(Expression value) {
    Expression expression = value;
    while (true) {
      if (tokens.skipOperator("|")) {
        TemplateToken name = tokens.expect(TemplateToken.Kind.NAME, "a filter's name");
        Filters.Filter filter = located(name, () -> Filters.find(name.text()));
        expression = new Expression.Filtered(expression, filter, optionalArguments());
      } else if (tokens.skipName("is")) {
        expression = test(expression);
      } else if (tokens.isOperator("(")) {
        expression = new Expression.Call(expression, arguments());
      } else {
        return expression;
      }
    }
  }

  private Expression test(Expression value) {
    boolean negated = tokens.skipName("not");
    TemplateToken name = tokens.expect(TemplateToken.Kind.NAME, "a test's name");
    Tests.Check check = located(name, () -> Tests.find(name.text()));
    Expression.CallArguments arguments =
        startsTestArgument()
            ? Expression.CallArguments.of(primaries.postfix(primaries.primary()))
            : optionalArguments();
    Expression tested = new Expression.Tested(value, check, arguments);
    return negated ? new Operation.Not(tested) : tested;
  }

  private boolean startsTestArgument() {
    TemplateToken token = tokens.current();
    return switch (token.kind()) {
      case STRING, INTEGER, FLOAT -> true;
      case OPERATOR -> token.isOperator("[") || token.isOperator("{");
      case NAME -> {
        if (token.isName("is")) {
          throw new TemplateException("Tests cannot be chained with 'is'", token.line());
        }
        yield !token.isName("else") && !token.isName("or") && !token.isName("and");
      }
      default -> false;
    };
  }

  private Expression.CallArguments optionalArguments() {
    return tokens.isOperator("(") ? arguments() : Expression.CallArguments.NONE;
  }

  Expression.CallArguments arguments() {
    return ArgumentParser.parse(tokens, this);
  }

  private static <T> T located(TemplateToken token, Supplier<T> work) {
    try {
      return work.get();
    } catch (TemplateException e) {
      throw e.at(token.line());
    }
  }
}
