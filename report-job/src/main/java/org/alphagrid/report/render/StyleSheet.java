package org.alphagrid.report.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The style sheet of the page, kept as a file of its own. */
final class StyleSheet {
  private StyleSheet() {}

  static String text() {
    try (InputStream stream = StyleSheet.class.getResourceAsStream("report.css")) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read report.css", e);
    }
  }
}
