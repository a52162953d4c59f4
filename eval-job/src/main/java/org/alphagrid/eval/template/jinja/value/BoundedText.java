package org.alphagrid.eval.template.jinja.value;

/** Text under construction that may not grow beyond any prompt's size. */
public final class BoundedText {
  static final int MOST_CHARACTERS = 1 << 24;

  private final StringBuilder text = new StringBuilder();

  public BoundedText append(String more) {
    require(text.length() + (long) more.length());
    text.append(more);
    return this;
  }

  /** Refuses a text of that length. */
  static void require(long length) {
    if (length > MOST_CHARACTERS) {
      throw new TemplateException(
          "Cannot render: a text grows beyond " + MOST_CHARACTERS + " characters");
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
