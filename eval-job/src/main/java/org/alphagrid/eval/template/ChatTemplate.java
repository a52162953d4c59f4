package org.alphagrid.eval.template;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.UserException;
import org.alphagrid.eval.template.jinja.JinjaTemplate;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/** Renders a chat template with the special tokens it may print, rendered as transformers does. */
public final class ChatTemplate {
  private final String source;
  private final String text;
  private final Map<String, Object> specialTokens;
  private final JinjaTemplate template;

  /**
   * @param source where the template stands, for messages
   * @param specialTokens for example {@code bos_token} and its text
   * @throws UserException when the template cannot be read
   */
  public ChatTemplate(String source, String text, Map<String, Object> specialTokens) {
    this.source = source;
    this.text = text;
    this.specialTokens = Map.copyOf(specialTokens);
    try {
      this.template = JinjaTemplate.parse(text);
    } catch (TemplateException e) {
      throw new UserException(
          "Cannot read the chat template of %s: %s".formatted(source, e.getMessage()), e);
    }
  }

  /** Returns the template as written. */
  public String text() {
    return text;
  }

  /** Returns the special tokens the template may print. */
  public Map<String, Object> specialTokens() {
    return specialTokens;
  }

  /**
   * Returns the prompt for a conversation, ending where the assistant is to go on.
   *
   * @param variables further variables, which replace those of the same name
   * @param date what the template is told when it asks for today's date; null makes asking an error
   * @throws UserException when the template refuses the conversation or does something unsupported
   */
  public String render(List<Message> messages, Map<String, Object> variables, LocalDate date) {
    Map<String, Object> all = new HashMap<>(specialTokens);
    // Transformers passes these two always, so templates see them as defined.
    all.put("tools", null);
    all.put("documents", null);
    all.put("messages", messages.stream().map(Message::fields).toList());
    all.put("add_generation_prompt", true);
    all.putAll(variables);
    LocalDateTime now = date == null ? null : date.atStartOfDay();
    try {
      return template.render(all, now);
    } catch (TemplateException e) {
      throw new UserException(
          "Cannot render the chat template of %s: %s".formatted(source, e.getMessage()), e);
    }
  }
}
