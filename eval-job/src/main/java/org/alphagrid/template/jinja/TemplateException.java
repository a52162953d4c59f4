package org.alphagrid.template.jinja;

/** A template cannot be read or rendered; the message names the line of the template. */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final int UNKNOWN = 0;

  private final String reason;
  private final int line;

  TemplateException(String reason) {
    this(reason, UNKNOWN);
  }

  TemplateException(String reason, int line) {
    super(line == UNKNOWN ? reason : reason + " (template line " + line + ")");
    this.reason = reason;
    this.line = line;
  }

  /** A construct of Jinja that this interpreter leaves out. */
  static TemplateException unsupported(String construct) {
    return new TemplateException("Unsupported in chat templates: " + construct);
  }

  /** The same complaint with its line, unless one closer to the cause is known. */
  TemplateException at(int outerLine) {
    return line == UNKNOWN ? new TemplateException(reason, outerLine) : this;
  }
}
