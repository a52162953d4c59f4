package org.alphagrid.eval.protocol;

import java.io.Serializable;

/**
 * Says where the text around a user turn comes from.
 *
 * @param kind of source
 * @param text the template itself for {@link Kind#INLINE}, otherwise empty
 */
public record TemplateSource(Kind kind, String text) implements Serializable {
  /** The chat template that comes with the model's tokenizer. */
  public static final TemplateSource TOKENIZER = new TemplateSource(Kind.TOKENIZER, "");

  /** No template: the user turn is the prompt. */
  public static final TemplateSource RAW = new TemplateSource(Kind.RAW, "");

  /** Lists the kinds of source. */
  public enum Kind {
    /** The model's own chat template. */
    TOKENIZER,
    /** The user turn as it is. */
    RAW,
    /** A chat template written in the protocol file. */
    INLINE
  }

  public TemplateSource {
    if ((kind == Kind.INLINE) == text.isEmpty()) {
      throw new IllegalArgumentException(
          "Invalid template: a text goes with an inline template and with no other");
    }
  }

  /** Returns a chat template in Jinja that stands in the protocol, for example ChatML. */
  public static TemplateSource inline(String text) {
    return new TemplateSource(Kind.INLINE, text);
  }
}
