package org.alphagrid.eval.template.jinja.value;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.alphagrid.eval.template.jinja.JinjaTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages and limits; the golden test shows that errors are errors at all. */
class TemplateExceptionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{% nosuch %} | Unknown tag 'nosuch' (template line 2)",
        "{% include 'x' %} | Unsupported in chat templates: the tag 'include' (template line 2)",
        "{{ 1 is nosuch }} | Unknown or unsupported test 'nosuch'; known: [!=, <",
        "{{ x }}{{ x.y }} | 'x' is undefined (template line 2)",
        "{{ a.b.c }} | 'dict object' has no attribute 'b' (template line 2)",
        "{% if 1 %} | Unexpected end of template (must be one of the tags [elif, else, endif])",
        "{{ 1 1 }} | Unexpected '1' (must be end of print statement) (template line 2)",
        "{{ raise_exception('No tools') }} | The template refuses: No tools (template line 2)",
        "{{ 'a'.format(1) }} | Unsupported in chat templates: the method 'format' of strings",
        "{{ strftime_now('%Y') }} | Cannot tell the date: the template prints today's",
        "{% break %} | 'break' outside of a loop (template line 2)",
        "{{ 'x'.strip(1) }} | Argument 'chars' must be text, not an object of type int",
        "{{ 'x'.strip(y=1) }} | Cannot call strip: unknown argument 'y'",
      })
  void theMessageNamesCauseAndLine(String tag, String message) {
    assertThatThrownBy(() -> render("first line\n" + tag + "\n"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void unknownFiltersAreNamed() {
    assertThatThrownBy(() -> render("{{ 1\n | nosuch }}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Unknown or unsupported filter 'nosuch'; known: [abs, ")
        .hasMessageEndingWith("(template line 2)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{% for i in range(2000) %}{% for j in range(2000) %}{% endfor %}{% endfor %} | more than",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }} | macros nested deeper than 100",
        "{{ 'xxxxxxxxxx' * 100000000 }} | a text grows beyond 16777216 characters",
        "{{ [1] * 100000000 }} | a text grows beyond",
        "{% set ns = namespace(x='x') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{%"
            + " endfor %} | a text grows beyond",
        "{{ ('x' * 100000).replace('x', 'y' * 100000) }} | a text grows beyond",
      })
  void workIsBounded(String template, String message) {
    assertThatThrownBy(() -> render(template))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void nestingIsBounded() {
    assertThatThrownBy(() -> render("{{ " + "(".repeat(5000) + "1" + ")".repeat(5000) + " }}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Expressions nested deeper than 100");
    assertThatThrownBy(() -> render("{% if 1 %}".repeat(5000)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Tags nested deeper than 100");
  }

  private static String render(String template) {
    return JinjaTemplate.parse(template)
        .render(Map.of("a", Map.of("k", 1L), "l", List.of(1L)), null);
  }
}
