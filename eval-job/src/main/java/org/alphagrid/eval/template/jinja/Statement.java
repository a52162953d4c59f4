package org.alphagrid.eval.template.jinja;

import java.util.List;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.PythonPrinter;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.alphagrid.eval.template.jinja.value.Values;

/** Something in a template that writes text or sets variables. */
interface Statement {
  /** How a loop goes on after a statement. */
  enum Flow {
    NEXT,
    BREAK,
    CONTINUE
  }

  Flow render(Scope scope, BoundedText out);

  /** Statements one after another. */
  record Block(List<Statement> statements) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      for (Statement statement : statements) {
        Flow flow = statement.render(scope, out);
        if (flow != Flow.NEXT) {
          return flow;
        }
      }
      return Flow.NEXT;
    }

    /** Renders into a text of its own, in a scope of its own. */
    String captured(Scope scope) {
      BoundedText text = new BoundedText();
      render(scope.inner(), text);
      return text.toString();
    }
  }

  /** A statement that adds its line to complaints. */
  record Located(Statement statement, int line) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      try {
        return statement.render(scope, out);
      } catch (TemplateException e) {
        throw e.at(line);
      }
    }
  }

  /** Template text. */
  record Data(String text) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      out.append(text);
      return Flow.NEXT;
    }
  }

  /** {@code {{ value }}}. */
  record Print(Expression value) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      out.append(PythonPrinter.text(value.evaluate(scope)));
      return Flow.NEXT;
    }
  }

  /** {@code if}; {@code elif} is an if in the else part. */
  record If(Expression test, Block then, Block otherwise) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      return (Values.truth(test.evaluate(scope)) ? then : otherwise).render(scope, out);
    }
  }

  /** {@code break} or {@code continue}. */
  record Jump(Flow flow) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      return flow;
    }
  }

  /** {@code set target = value}. */
  record Assign(Target target, Expression value) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      target.assign(scope, value.evaluate(scope));
      return Flow.NEXT;
    }
  }

  /** {@code set target}, text, {@code endset}. */
  record AssignText(Target target, Block body) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      target.assign(scope, body.captured(scope));
      return Flow.NEXT;
    }
  }

  /** {@code generation}: marks the assistant's text for training and leaves it as it is. */
  record Generation(Block body) implements Statement {
    @Override
    public Flow render(Scope scope, BoundedText out) {
      return body.render(scope.inner(), out);
    }
  }
}
