package org.alphagrid.eval.template.jinja;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.alphagrid.eval.template.jinja.value.TemplateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares with Python's Jinja, set up as transformers does. */
class GoldenTest {
  private static final Goldens GOLDENS = Goldens.read();
  private static final LocalDateTime NOW = LocalDateTime.of(2025, 7, 1, 0, 0);

  @ParameterizedTest(name = "{0} {1}/{2}")
  @MethodSource("templateCases")
  void templatesOfTheModelFamiliesAgree(
      String name, String setting, String conversation, String template, JsonNode golden) {
    Map<String, Object> variables = new HashMap<>(Goldens.variables(GOLDENS.node("tokens")));
    variables.putAll(Goldens.variables(GOLDENS.node("settings").path(setting)));
    variables.put("messages", Goldens.value(GOLDENS.node("conversations").path(conversation)));

    assertAgrees(template, variables, golden);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("features")
  void featuresAgree(String template, JsonNode golden) {
    assertAgrees(template, Goldens.variables(GOLDENS.node("variables")), golden);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("leftOut")
  void whatIsLeftOutIsAnError(String template) {
    Map<String, Object> variables = Goldens.variables(GOLDENS.node("variables"));

    assertThatThrownBy(() -> render(template, variables)).isInstanceOf(TemplateException.class);
  }

  @Test
  void nothingIsMissing() {
    assertThat(templateCases()).hasSizeGreaterThanOrEqualTo(360);
    assertThat(features()).hasSizeGreaterThanOrEqualTo(320);
    assertThat(leftOut()).hasSizeGreaterThanOrEqualTo(50);
  }

  private static void assertAgrees(
      String template, Map<String, Object> variables, JsonNode golden) {
    if (golden.has("text")) {
      assertThat(render(template, variables)).isEqualTo(golden.path("text").asText());
    } else {
      assertThatThrownBy(() -> render(template, variables))
          .as("Jinja says %s", golden.path("error"))
          .isInstanceOf(TemplateException.class)
          .hasMessageContaining("(template line ");
    }
  }

  private static String render(String template, Map<String, Object> variables) {
    return JinjaTemplate.parse(template).render(variables, NOW);
  }

  private static Stream<Arguments> templateCases() {
    List<Arguments> cases = new ArrayList<>();
    GOLDENS
        .all("templates")
        .forEach(
            template ->
                template
                    .path("cases")
                    .forEach(
                        golden ->
                            cases.add(
                                Arguments.of(
                                    template.path("name").asText(),
                                    golden.path("setting").asText(),
                                    golden.path("conversation").asText(),
                                    template.path("template").asText(),
                                    golden))));
    return cases.stream();
  }

  private static Stream<Arguments> features() {
    return GOLDENS
        .all("features")
        .map(golden -> Arguments.of(golden.path("template").asText(), golden));
  }

  private static Stream<Arguments> leftOut() {
    return GOLDENS.all("leftOut").map(golden -> Arguments.of(golden.path("template").asText()));
  }
}
