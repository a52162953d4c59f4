package org.alphagrid.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MarkupTest {

  @Test
  void attributesAndTextAreEscaped() {
    String markup = new Markup().element("p", "1 < 2 & 3", "title", "\"'>").toString();

    assertThat(markup).isEqualTo("<p title=\"&quot;&#39;&gt;\">1 &lt; 2 &amp; 3</p>");
  }

  @Test
  void coordinatesAreShort() {
    String markup = new Markup().empty("line", "x1", 10.0, "x2", 1 / 3.0, "y1", 100).toString();

    assertThat(markup).isEqualTo("<line x1=\"10\" x2=\"0.33\" y1=\"100\"/>");
  }

  @Test
  void unclosedElementIsAnError() {
    Markup markup = new Markup().open("p");

    assertThatThrownBy(markup::toString).hasMessage("Unclosed elements: [p]");
  }

  @Test
  void styleSheetCannotHoldMarkup() {
    assertThatThrownBy(() -> new Markup().style("p { } </style>"))
        .hasMessage("Invalid style sheet (must hold neither '<' nor '&')");
  }
}
