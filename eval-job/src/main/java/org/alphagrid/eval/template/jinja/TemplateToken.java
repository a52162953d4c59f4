package org.alphagrid.eval.template.jinja;

/**
 * A piece of a template.
 *
 * @param text the token as written, or decoded for strings and template data
 */
record TemplateToken(Kind kind, String text, int line) {
  enum Kind {
    DATA,
    VARIABLE_BEGIN,
    VARIABLE_END,
    BLOCK_BEGIN,
    BLOCK_END,
    NAME,
    STRING,
    INTEGER,
    FLOAT,
    OPERATOR,
    END
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }

  /** Returns how messages call it. */
  String describe() {
    return switch (kind) {
      case DATA -> "template text";
      case VARIABLE_END -> "end of print statement";
      case BLOCK_END -> "end of statement block";
      case END -> "end of template";
      default -> "'" + text + "'";
    };
  }
}
