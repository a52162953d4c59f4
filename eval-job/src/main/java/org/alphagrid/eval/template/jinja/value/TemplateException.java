package org.alphagrid.eval.template.jinja.value;

/** A template cannot be read or rendered; the message names the line of the template. */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final int UNKNOWN = 0;

  private final String reason;
  private final int line;

  public TemplateException(String reason) {
    this(reason, UNKNOWN);
  }

  public TemplateException(String reason, int line) {
    super(line == UNKNOWN ? reason : reason + " (template line " + line + ")");
    this.reason = reason;
    this.line = line;
  }

  /** Returns a construct of Jinja that this interpreter leaves out. */
  public static TemplateException unsupported(String construct) {
    return new TemplateException("Unsupported in chat templates: " + construct);
  }

  /** Returns the same complaint with its line, unless one closer to the cause is known. */
  public TemplateException at(int outerLine) {
    return line == UNKNOWN ? new TemplateException(reason, outerLine) : this;
  }
}
