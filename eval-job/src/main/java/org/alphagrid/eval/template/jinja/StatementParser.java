package org.alphagrid.eval.template.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Text, print statements and tags. */
final class StatementParser {
  private static final Set<String> LEFT_OUT =
      Set.of(
          "autoescape", "block", "extends", "filter", "from", "import", "include", "print", "with");
  private static final int MOST_DEPTH = 100;

  private final TokenStream tokens;
  private final SpecialNames special = new SpecialNames();
  private final ExpressionParser expressions;
  private final MacroParser macros;
  private int depth;
  private int loops;

  private StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens, special);
    this.macros = new MacroParser(tokens, expressions, special, this::apart);
  }

  static Statement.Block parse(List<TemplateToken> tokens) {
    return new StatementParser(new TokenStream(tokens)).block(Set.of());
  }

  /** Statements up to a tag in {@code ends}, which is left in place; with none, to the end. */
  private Statement.Block block(Set<String> ends) {
    if (++depth > MOST_DEPTH) {
      throw new TemplateException("Tags nested deeper than " + MOST_DEPTH, tokens.current().line());
    }
    List<Statement> statements = new ArrayList<>();
    while (!tokens.is(TemplateToken.Kind.END)) {
      TemplateToken token = tokens.next();
      switch (token.kind()) {
        case DATA -> statements.add(new Statement.Data(token.text()));
        case VARIABLE_BEGIN -> statements.add(located(print(), token));
        default -> {
          if (ends.contains(tokens.current().text())) {
            depth--;
            return new Statement.Block(statements);
          }
          statements.add(located(tag(), token));
        }
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.unexpected("one of the tags " + new TreeSet<>(ends));
    }
    depth--;
    return new Statement.Block(statements);
  }

  private static Statement located(Statement statement, TemplateToken token) {
    return new Statement.Located(statement, token.line());
  }

  private Statement print() {
    Expression value = tuple(true);
    tokens.expect(TemplateToken.Kind.VARIABLE_END, "end of print statement");
    return new Statement.Print(value);
  }

  private Statement tag() {
    TemplateToken name = tokens.expect(TemplateToken.Kind.NAME, "a tag's name");
    return switch (name.text()) {
      case "if" -> condition();
      case "for" -> loop();
      case "set" -> assignment();
      case "macro" -> macros.macro();
      case "call" -> macros.call();
      case "break" -> jump(name, Statement.Flow.BREAK);
      case "continue" -> jump(name, Statement.Flow.CONTINUE);
      case "generation" -> new Statement.Generation(apart("endgeneration"));
      default -> {
        if (LEFT_OUT.contains(name.text())) {
          throw TemplateException.unsupported("the tag '" + name.text() + "'").at(name.line());
        }
        throw new TemplateException("Unknown tag '" + name.text() + "'", name.line());
      }
    };
  }

  private Statement jump(TemplateToken tag, Statement.Flow flow) {
    if (loops == 0) {
      throw new TemplateException("'%s' outside of a loop".formatted(tag.text()), tag.line());
    }
    endTag();
    return new Statement.Jump(flow);
  }

  private Statement condition() {
    Expression test = tuple(false);
    Statement.Block then = openBody(Set.of("elif", "else", "endif"));
    int line = tokens.current().line();
    String end = tokens.next().text();
    Statement.Block otherwise = new Statement.Block(List.of());
    if (end.equals("elif")) {
      otherwise = new Statement.Block(List.of(new Statement.Located(condition(), line)));
    } else if (end.equals("else")) {
      otherwise = body("endif");
    } else {
      endTag();
    }
    return new Statement.If(test, then, otherwise);
  }

  private Statement loop() {
    Target target = target();
    tokens.expectName("in");
    Expression items = tuple(false);
    Expression condition = tokens.skipName("if") ? expressions.expression() : null;
    if (tokens.isName("recursive")) {
      throw TemplateException.unsupported("recursive loops").at(tokens.current().line());
    }
    loops++;
    Statement.Block rounds = openBody(Set.of("else", "endfor"));
    loops--;
    Statement.Block otherwise = new Statement.Block(List.of());
    if (tokens.next().isName("else")) {
      otherwise = body("endfor");
    } else {
      endTag();
    }
    return new ForStatement(target, items, condition, rounds, otherwise);
  }

  private Statement assignment() {
    Target target = target();
    if (tokens.skipOperator("=")) {
      Expression value = tuple(true);
      endTag();
      return new Statement.Assign(target, value);
    }
    if (tokens.isOperator("|")) {
      throw TemplateException.unsupported("filters on a set block").at(tokens.current().line());
    }
    return new Statement.AssignText(target, apart("endset"));
  }

  private Target target() {
    List<Target> targets = new ArrayList<>();
    boolean parenthesized = tokens.skipOperator("(");
    targets.add(oneTarget());
    boolean several = false;
    while (tokens.skipOperator(",")) {
      several = true;
      if (tokens.is(TemplateToken.Kind.NAME) && !tokens.isName("in")) {
        targets.add(oneTarget());
      }
    }
    if (parenthesized) {
      tokens.expectOperator(")");
    }
    return several ? new Target.Several(targets) : targets.get(0);
  }

  private Target oneTarget() {
    String name = tokens.expect(TemplateToken.Kind.NAME, "a variable's name").text();
    if (tokens.skipOperator(".")) {
      return new Target.Member(name, tokens.expect(TemplateToken.Kind.NAME, "a name").text());
    }
    special.assigned(name);
    return new Target.Variable(name);
  }

  /** One expression, or several with commas between, which make a tuple. */
  private Expression tuple(boolean conditional) {
    List<Expression> items = new ArrayList<>();
    boolean several = false;
    do {
      if (several
          && (tokens.is(TemplateToken.Kind.BLOCK_END)
              || tokens.is(TemplateToken.Kind.VARIABLE_END))) {
        break;
      }
      items.add(conditional ? expressions.expression() : expressions.unconditional());
      several |= tokens.isOperator(",");
    } while (tokens.skipOperator(","));
    return several ? new Expression.TupleLiteral(items) : items.get(0);
  }

  /**
   * Reads the end of an opening tag and what it encloses, up to one of the tags that may follow.
   */
  private Statement.Block openBody(Set<String> ends) {
    tokens.skipOperator(":");
    endTag();
    return block(ends);
  }

  /** Reads the end of an opening tag, what it encloses, and the closing tag. */
  private Statement.Block body(String end) {
    Statement.Block body = openBody(Set.of(end));
    tokens.next();
    endTag();
    return body;
  }

  /** Reads a body that is rendered apart from the loops around it, which it cannot leave. */
  private Statement.Block apart(String end) {
    int outside = loops;
    loops = 0;
    Statement.Block body = body(end);
    loops = outside;
    return body;
  }

  private void endTag() {
    tokens.expect(TemplateToken.Kind.BLOCK_END, "end of statement block");
  }
}
