package org.alphagrid.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Surfaces that come with the product. */
public final class Surfaces {
  /** Two studies' published curves, and the quickstart's own grid. */
  private static final List<String> NAMES =
      List.of(
          "study-30b-linear",
          "study-30b-slerp",
          "study-4b-linear",
          "study-4b-slerp",
          "interpolation-4b-linear",
          "quickstart");

  private Surfaces() {}

  public static List<String> names() {
    return NAMES;
  }

  /**
   * @throws IllegalArgumentException for an unknown name
   */
  public static RecordedSurface read(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException("Unknown surface '%s'; known: %s".formatted(name, NAMES));
    }
    try (InputStream stream = Surfaces.class.getResourceAsStream(name + ".csv")) {
      return RecordedSurface.parse(name, new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read surface " + name, e);
    }
  }
}
