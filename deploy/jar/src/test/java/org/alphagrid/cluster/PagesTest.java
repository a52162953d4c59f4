package org.alphagrid.cluster;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks that what the pages name is there: links, sections, paths, classes, columns, results. */
class PagesTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path CHANGES = ROOT.resolve("CHANGELOG.md");
  private static final Path RESULTS = ROOT.resolve("deploy/bench/results");

  private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern PATH =
      Pattern.compile(
          "(?<![\\w/.<-])(?:core|merge-job|eval-job|search-job|report-job|conf|deploy)/[\\w./*-]*");
  private static final Pattern QUALIFIED =
      Pattern.compile("\\borg\\.alphagrid(?:\\.[a-z]\\w*)*(?:\\.[A-Z]\\w*)?\\*?");
  private static final Pattern SIMPLE =
      Pattern.compile("`([A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+)(?:\\.java)?`");

  /** Files that a reader makes who follows a worked example. */
  private static final Set<String> MADE_BY_EXAMPLES = Set.of("conf/benchmarks/capitals.jsonl");

  /** Names of others that look like classes of ours. */
  private static final Set<String> FOREIGN = Set.of("MiniYARNCluster", "MiniDFSCluster", "MoE");

  private static final Map<Path, String> PAGES = new TreeMap<>();
  private static final Set<String> CLASSES = new HashSet<>();

  @BeforeAll
  static void readPages() throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean made = Set.of("target", "runs", "node_modules", "data").contains(name);
            boolean hidden = name.startsWith(".");
            return (made || hidden) && !folder.equals(ROOT)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = file.getFileName().toString();
            if (name.endsWith(".md")) {
              PAGES.put(file, Files.readString(file));
            } else if (name.endsWith(".java")) {
              String path = ROOT.relativize(file).toString();
              CLASSES.add(
                  path.substring(path.indexOf("/java/") + "/java/".length())
                      .replace(".java", "")
                      .replace('/', '.'));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    assertThat(PAGES).hasSizeGreaterThan(15);
    assertThat(CLASSES).hasSizeGreaterThan(500);
  }

  @Test
  void everyRelativeLinkLeadsToAFileAndASection() {
    List<String> broken = new ArrayList<>();
    PAGES.forEach(
        (page, text) -> {
          for (String link : found(LINK, FENCED.matcher(text).replaceAll(""), 1)) {
            if (link.startsWith("https://") || link.startsWith("http://")) {
              continue;
            }
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            if (!Files.exists(target)) {
              broken.add(named(page, link));
            } else if (parts.length == 2 && !sections(PAGES.get(target)).contains(parts[1])) {
              broken.add(named(page, link) + " (no such section)");
            }
          }
        });
    assertThat(broken).isEmpty();
  }

  @Test
  void everyPathOfTheRepositoryIsThere() {
    List<String> missing = new ArrayList<>();
    PAGES.forEach(
        (page, text) -> {
          for (String path : found(PATH, LINK.matcher(text).replaceAll(""), 0)) {
            String whole = path.replaceAll("[.]+$", "");
            boolean made = whole.contains("/target/") || MADE_BY_EXAMPLES.contains(whole);
            if (!made && !whole.contains("*") && !Files.exists(ROOT.resolve(whole))) {
              missing.add(named(page, path));
            }
          }
        });
    assertThat(missing).isEmpty();
  }

  /** The list of changes may name what is gone. */
  @Test
  void everyClassAndPackageIsThere() {
    Set<String> simple =
        CLASSES.stream().map(name -> name.substring(name.lastIndexOf('.') + 1)).collect(toSet());
    List<String> missing = new ArrayList<>();
    PAGES.forEach(
        (page, text) -> {
          if (page.equals(CHANGES)) {
            return;
          }
          for (String name : found(QUALIFIED, text, 0)) {
            String start = name.replace("*", "");
            boolean part = name.endsWith("*");
            if (CLASSES.stream()
                .noneMatch(
                    known -> known.equals(name) || known.startsWith(part ? start : name + "."))) {
              missing.add(named(page, name));
            }
          }
          for (String name : found(SIMPLE, text, 1)) {
            if (!simple.contains(name) && !FOREIGN.contains(name)) {
              missing.add(named(page, name));
            }
          }
        });
    assertThat(missing).isEmpty();
  }

  @Test
  void theRunDirectorysPageHasEveryColumnOfTheSampleTable() throws IOException {
    String page = PAGES.get(ROOT.resolve("deploy/RUN-DIRECTORY.md"));
    String samples = page.substring(page.indexOf("\n## samples"), page.indexOf("\n## grades"));
    Set<String> told = new HashSet<>(found(Pattern.compile("`(\\w+)`"), samples, 1));
    JsonNode schema =
        new ObjectMapper().readTree(ROOT.resolve("eval-job/src/main/avro/SampleRow.avsc").toFile());
    assertThat(schema.path("fields")).isNotEmpty();
    for (JsonNode field : schema.path("fields")) {
      assertThat(told).contains(field.path("name").asText());
    }
  }

  @Test
  void everyResultSaysHowItWasMadeAndIsListed() throws IOException {
    String listed = PAGES.get(RESULTS.resolve("README.md"));
    List<Path> files;
    try (var all = Files.walk(RESULTS)) {
      files = all.filter(file -> file.toString().endsWith(".csv")).toList();
    }
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      List<String> lines = Files.readAllLines(file);
      assertThat(lines.get(0)).as(file.toString()).startsWith("# command");
      List<String> table = lines.stream().filter(line -> !line.startsWith("#")).toList();
      assertThat(table).as(file.toString()).hasSizeGreaterThan(1);
      assertThat(table)
          .as(file.toString())
          .allSatisfy(line -> assertThat(columns(line)).isEqualTo(columns(table.get(0))));
      assertThat(listed).contains("(" + RESULTS.relativize(file) + ")");
    }
  }

  /** Commas inside of quotes are no borders. */
  private static int columns(String line) {
    return line.replaceAll("\"[^\"]*\"", "").split(",", -1).length;
  }

  /** Returns the names of a page's sections, as links spell them. */
  private static Set<String> sections(String text) {
    Map<String, Integer> seen = new HashMap<>();
    Set<String> sections = new HashSet<>();
    for (String heading : found(HEADING, FENCED.matcher(text).replaceAll(""), 1)) {
      String name =
          LINK.matcher(heading)
              .replaceAll("")
              .toLowerCase(Locale.ROOT)
              .replaceAll("[^\\p{L}\\p{N} _-]", "")
              .replace(' ', '-');
      int times = seen.merge(name, 1, Integer::sum);
      sections.add(times == 1 ? name : name + "-" + (times - 1));
    }
    return sections;
  }

  private static List<String> found(Pattern pattern, String text, int group) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(group));
    }
    return found;
  }

  private static String named(Path page, String what) {
    return ROOT.relativize(page) + ": " + what;
  }
}
