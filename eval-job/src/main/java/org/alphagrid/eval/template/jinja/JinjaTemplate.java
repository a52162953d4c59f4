package org.alphagrid.eval.template.jinja;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.alphagrid.eval.template.jinja.builtin.Globals;
import org.alphagrid.eval.template.jinja.value.BoundedText;
import org.alphagrid.eval.template.jinja.value.RenderBudget;
import org.alphagrid.eval.template.jinja.value.TemplateException;

/**
 * A template in the part of Jinja that chat templates use, rendered as transformers renders them.
 *
 * <p>It reads no file and calls no Java code by name, and its work is bounded. What it does not
 * support is an error, never another text.
 */
public final class JinjaTemplate {
  private final Statement.Block body;

  private JinjaTemplate(Statement.Block body) {
    this.body = body;
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException on a syntax error or an unsupported tag, filter or test
   */
  public static JinjaTemplate parse(String template) {
    return new JinjaTemplate(StatementParser.parse(TemplateLexer.tokens(template)));
  }

  /**
   * Renders.
   *
   * @param variables null, Boolean, Long, Double, String, List and Map values, nested at will
   * @param now the time {@code strftime_now} tells; null makes asking for it an error
   */
  public String render(Map<String, Object> variables, LocalDateTime now) {
    Map<String, Object> all = new HashMap<>(Globals.functions());
    all.putAll(variables);
    BoundedText text = new BoundedText();
    body.render(Scope.root(new RenderBudget(now), all), text);
    return text.toString();
  }
}
