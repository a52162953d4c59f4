package org.alphagrid.cluster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks that a newcomer finds their way: small packages that say what they are, unique names. */
class SourceTreeTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final int MOST_FILES = 32;
  private static final String PACKAGE_INFO = "package-info.java";

  @Test
  void noPackageHasMoreThan32Files() throws IOException {
    Map<Path, Integer> large = new TreeMap<>();
    packages()
        .forEach(
            (folder, files) -> {
              if (files.size() > MOST_FILES) {
                large.put(folder, files.size());
              }
            });
    assertThat(large).isEmpty();
  }

  @Test
  void everyPackageHasAPackageInfo() throws IOException {
    assertThat(packages())
        .allSatisfy(
            (folder, files) ->
                assertThat(files).extracting(Path::getFileName).contains(Path.of(PACKAGE_INFO)));
  }

  @Test
  void noTwoMainClassesShareASimpleName() throws IOException {
    Map<String, List<Path>> byName =
        sources().stream().collect(groupingBy(file -> file.getFileName().toString(), toList()));
    byName.remove(PACKAGE_INFO);
    byName.values().removeIf(files -> files.size() == 1);
    assertThat(byName).isEmpty();
  }

  @Test
  void packagesBeginWithTheirModule() throws IOException {
    assertThat(sources())
        .allSatisfy(
            file -> {
              String path = ROOT.relativize(file).toString();
              String module = path.substring(0, path.indexOf("/src/main/java/"));
              String room = module.substring(module.lastIndexOf('/') + 1).replace("-job", "");
              assertThat(path)
                  .contains(
                      "/org/alphagrid/" + (room.equals("trainer") ? "quickstart" : room) + "/");
            });
  }

  private static Map<Path, List<Path>> packages() throws IOException {
    return sources().stream().collect(groupingBy(Path::getParent, TreeMap::new, toList()));
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      List<Path> sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/java/"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(500);
      return sources;
    }
  }
}
