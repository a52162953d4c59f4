package org.alphagrid.report.png;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Registers the font of drawn pictures, Liberation Sans from a jar, so that they look the same on
 * every machine and do not need a font from it.
 *
 * <p>A JDK that finds neither fontconfig nor a font refuses to start its font manager, even for a
 * font that is handed to it. An explicit font configuration, which may be almost empty, stops it
 * from asking.
 */
final class PlotFont {
  private static final String CONFIGURATION_PROPERTY = "sun.awt.fontconfig";
  private static final String EMPTY_CONFIGURATION = "version=1\nsequence.allfonts=default\n";

  private PlotFont() {}

  /** Makes the font known to this JVM under the name "Liberation Sans". */
  static void register() {
    System.setProperty("java.awt.headless", "true");
    try {
      registerAll();
    } catch (InternalError | UncheckedIOException e) {
      // Both hide a font manager that cannot start; it is tried anew on the next use.
      useEmptyConfiguration();
      registerAll();
    }
  }

  private static void registerAll() {
    GraphicsEnvironment known = GraphicsEnvironment.getLocalGraphicsEnvironment();
    known.registerFont(read("/liberation/LiberationSans-Regular.ttf"));
    known.registerFont(read("/liberation/LiberationSans-Bold.ttf"));
  }

  private static Font read(String resource) {
    try (InputStream stream = PlotFont.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException("it is not on the class path");
      }
      return Font.createFont(Font.TRUETYPE_FONT, stream);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read font " + resource, e);
    } catch (FontFormatException e) {
      throw new IllegalStateException("Cannot read font " + resource, e);
    }
  }

  private static void useEmptyConfiguration() {
    try {
      Path file = Files.createTempFile("alphagrid-fontconfig", ".properties");
      file.toFile().deleteOnExit();
      Files.writeString(file, EMPTY_CONFIGURATION, UTF_8);
      System.setProperty(CONFIGURATION_PROPERTY, file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write a font configuration", e);
    }
  }
}
