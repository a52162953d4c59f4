package org.alphagrid.search.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Reads the surfaces that come with the product. */
public final class Surfaces {
  /**
   * Names a surface and the numbers of problems and samples it was measured with.
   *
   * @param name of the surface
   * @param problems of each benchmark
   * @param samples of each problem
   */
  public record Bundled(String name, int problems, int samples) {}

  /** Lists the published curves of two studies, and the grid of the quickstart. */
  private static final List<Bundled> ALL =
      List.of(
          new Bundled("study-30b-linear", 30, 10),
          new Bundled("study-30b-slerp", 30, 10),
          new Bundled("study-4b-linear", 30, 10),
          new Bundled("study-4b-slerp", 30, 10),
          new Bundled("interpolation-4b-linear", 30, 10),
          new Bundled("quickstart", 200, 3));

  private Surfaces() {}

  /** Returns the names of all surfaces. */
  public static List<String> names() {
    return ALL.stream().map(Bundled::name).toList();
  }

  /**
   * Returns the description of a surface.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static Bundled find(String name) {
    return ALL.stream()
        .filter(bundled -> bundled.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Unknown surface '%s'; known: %s".formatted(name, names())));
  }

  /**
   * Reads a surface.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static RecordedSurface read(String name) {
    String file = find(name).name() + ".csv";
    try (InputStream stream = Surfaces.class.getResourceAsStream(file)) {
      return RecordedSurface.parse(name, new String(stream.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read surface " + name, e);
    }
  }
}
