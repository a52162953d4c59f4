package org.alphagrid.merge.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** METHODS.md says of every method what the method says of itself. */
class MethodsPageTest {
  private static final Map<String, Entry> PAGE = new LinkedHashMap<>();
  private static final String NUMBER = "(-?[0-9.]+(?:e-?[0-9]+)?)";

  /**
   * One method's row.
   *
   * @param cells by the heads of their columns
   * @param section all of the page from one heading to the next
   */
  private record Entry(Map<String, String> cells, String section) {}

  static List<MergeMethod> methods() {
    return List.copyOf(MergeMethod.CATALOG.all());
  }

  @BeforeAll
  static void readPage() throws IOException {
    for (String section : Files.readString(Path.of("METHODS.md")).split("\\n## ")) {
      List<String> head = List.of();
      for (String line : section.lines().toList()) {
        List<String> cells = cells(line);
        if (cells.isEmpty()) {
          head = List.of();
        } else if (head.isEmpty()) {
          head = cells;
        } else if (head.get(0).equals("method") && !line.startsWith("|---")) {
          Map<String, String> row = new LinkedHashMap<>();
          for (int i = 0; i < head.size(); i++) {
            row.put(head.get(i), cells.get(i));
          }
          assertThat(PAGE.put(cells.get(0), new Entry(row, section))).as(line).isNull();
        }
      }
    }
  }

  /** Bars inside of code are no borders. */
  private static List<String> cells(String line) {
    if (!line.startsWith("|")) {
      return List.of();
    }
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean code = false;
    for (char character : line.substring(1).toCharArray()) {
      code ^= character == '`';
      if (character == '|' && !code) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(character);
      }
    }
    return cells;
  }

  @Test
  void everyMethodHasOneRowAndEveryRowIsAMethods() {
    assertThat(PAGE.keySet())
        .containsExactlyInAnyOrderElementsOf(methods().stream().map(MergeMethod::name).toList());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void formulaUseAndSourceAreTold(MergeMethod method) {
    Entry entry = PAGE.get(method.name());
    assertThat(entry.cells().keySet()).contains("when").containsAnyOf("formula", "thinning");
    boolean sourceOfAll = entry.section().lines().findFirst().orElseThrow().contains("arXiv");
    assertThat(sourceOfAll || entry.cells().containsKey("source")).isTrue();
    for (String column : List.of("when", "formula", "thinning", "source")) {
      assertThat(entry.cells().getOrDefault(column, "-")).as(column).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void defaultsAndRangesAreTheDeclaredOnes(MergeMethod method) {
    Entry entry = PAGE.get(method.name());
    for (ParameterSpec spec : method.parameters()) {
      assertThat(spec.meaning()).endsWith(".");
      List<BigDecimal> told = told(entry, spec);
      assertThat(told).as("%s of %s", spec.name(), method.name()).isNotNull();
      List<BigDecimal> declared = new ArrayList<>(spec.absent().stream().toList());
      boolean isSwitch = told.size() == 1 && spec.most().equals(BigDecimal.ONE);
      boolean isSeed = spec.equals(ParameterSpec.SEED);
      if (!isSwitch && !isSeed) {
        declared.addAll(List.of(spec.least(), spec.most()));
      }
      assertThat(told)
          .as("%s of %s: default, least, most", spec.name(), method.name())
          .usingElementComparator(BigDecimal::compareTo)
          .containsExactlyElementsOf(declared);
    }
  }

  /** Default, least and most as far as they are told; of weights what their methods share. */
  private static List<BigDecimal> told(Entry entry, ParameterSpec spec) {
    if (spec.scope() == ParameterSpec.Scope.WEIGHT) {
      String row = String.join(" ", entry.cells().values());
      boolean named = row.contains("weight") || row.contains("alpha");
      return named || entry.section().contains("Weights are")
          ? List.of(spec.least(), spec.most())
          : null;
    }
    if (entry.cells().containsKey(spec.name())) {
      return List.of(new BigDecimal(entry.cells().get(spec.name())));
    }
    String name = "\\b" + spec.name();
    String row = String.join(" | ", entry.cells().values());
    Matcher own = Pattern.compile(name + "(?: or alpha)? \\(([^)]*)\\)").matcher(row);
    if (own.find()) {
      return numbers(own.group(1));
    }
    Matcher shared =
        Pattern.compile(name + " is " + NUMBER + " to " + NUMBER + " \\(" + NUMBER)
            .matcher(entry.section());
    return shared.find()
        ? List.of(
            new BigDecimal(shared.group(3)),
            new BigDecimal(shared.group(1)),
            new BigDecimal(shared.group(2)))
        : null;
  }

  /** {@code 0.1, 0 to 1}, {@code 0 to 1}, {@code 1} or {@code 0: what it means, 1: ...}. */
  private static List<BigDecimal> numbers(String text) {
    if (text.contains(":")) {
      return List.of(new BigDecimal(text.substring(0, text.indexOf(':'))));
    }
    return Arrays.stream(text.split(", | to ")).map(BigDecimal::new).toList();
  }
}
