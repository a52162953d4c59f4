package org.alphagrid.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Reads the style sheet and the script of the page, kept as files of their own. */
final class StyleSheet {
  private StyleSheet() {}

  static String text() {
    return text("report.css");
  }

  /** Returns the script of the page; everything but its comforts works without it. */
  static String script() {
    return text("report.js");
  }

  private static String text(String name) {
    try (InputStream stream = StyleSheet.class.getResourceAsStream(name)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + name, e);
    }
  }
}
