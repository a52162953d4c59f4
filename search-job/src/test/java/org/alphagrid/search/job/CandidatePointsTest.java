package org.alphagrid.search.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.alphagrid.core.UserException;
import org.alphagrid.core.config.ConfigNode;
import org.alphagrid.merge.architecture.RoleNames;
import org.alphagrid.merge.grid.Grid;
import org.alphagrid.merge.grid.GridPoint;
import org.alphagrid.merge.grid.MergePoint;
import org.alphagrid.merge.grid.ParentPoint;
import org.alphagrid.merge.method.MergeMethod;
import org.alphagrid.merge.method.ParameterSpec;
import org.alphagrid.merge.method.SweepForm;
import org.alphagrid.merge.run.SweepRun;
import org.alphagrid.merge.sweep.Sweep;
import org.alphagrid.merge.sweep.SweepReader;
import org.alphagrid.report.searchlog.SearchStrategy;
import org.alphagrid.search.BenchmarkSize;
import org.alphagrid.search.Candidate;
import org.alphagrid.search.SearchState;
import org.alphagrid.search.TrialRequest;
import org.alphagrid.search.space.SearchSpace;
import org.alphagrid.search.space.SpaceSearchers;
import org.alphagrid.search.space.SpaceSettings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Points of candidates against the slow way: written as a sweep file's item and read again. */
class CandidatePointsTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final int CANDIDATES = 24;

  @TempDir Path folder;
  private Sweep sweep;

  @BeforeEach
  void readSweep() throws IOException {
    String parents =
        Path.of("../deploy/quickstart/parents").toAbsolutePath().normalize().toString();
    Path file =
        Files.writeString(
            folder.resolve("sweep.yaml"),
            """
            name: points
            parents: {direct: %1$s/direct, think: %1$s/think, base: %1$s/base}
            eval: {benchmarks: [chain-sum], protocol: quickstart, samples: 1}
            """
                .formatted(parents));
    sweep = SweepReader.read(new org.apache.hadoop.fs.Path(file.toUri()));
  }

  @Test
  void parametersOfEveryMethodMakeThePointsOfASweepFile() throws IOException {
    for (MergeMethod method : MergeMethod.CATALOG.all()) {
      assertSamePoints(candidates(method), method.name());
    }
  }

  @Test
  void rolesMakeThePointsOfASweepFile() throws IOException {
    // The small parents are dense.
    String router = "router";
    assertSamePoint(new Candidate("linear", Map.of("alpha.router", "0.20", "alpha.norm", "0.70")));
    StringBuilder roles = new StringBuilder();
    RoleNames.keys().stream()
        .filter(role -> !role.equals(router))
        .forEach(role -> roles.append(role).append(": [0, 1], "));
    assertSamePoints("- {method: linear, alpha: {%sdefault: 0.5}}".formatted(roles), "roles");
    assertSamePoints("- {method: linear, alpha: {attention: [0, 1], default: [0, 1]}}", "default");
    assertSamePoints(
        "- {method: ties, alpha: 0.4, density: {mlp: [0.1, 1], attention: 0.5}, step: 0.3}",
        "default of the method");
    assertSamePoints(
        "- {method: linear, alpha: {/q_proj/: [0, 1], /mlp/: 0.3, norm: [0, 1], default: 1}}",
        "patterns");
  }

  @Test
  void depthMakesThePointsOfASweepFile() throws IOException {
    assertSamePoints("- {method: linear, alpha: {layers: [[0, 1], [0, 1], [0.2, 0.8]]}}", "depth");
    assertSamePoints("- {method: linear, alpha: {layers: [[0, 1], [0, 1]]}, step: 1}", "equal");
    assertSamePoints(
        "- {method: slerp, alpha: {attention: {layers: [[0, 1], [0, 1]]}, default: [0, 1]}}",
        "depth of a role");
    assertSamePoints(
        "- {method: ties, alpha: [0, 1], density: {layers: [[0.1, 1], [0.1, 1]]}}", "density");
  }

  @Test
  void modelsAndBasesMakeThePointsOfASweepFile() throws IOException {
    assertSamePoints(
        "- {method: ties, models: {direct: {weight: [0, 1], density: 0.5}, think: {weight: [0, 1],"
            + " density: [0.2, 0.9]}}, base: base}",
        "models");
    assertSamePoints(
        "- {method: linear, models: {base: {weight: [0, 1]}, think: {weight: {attention: [0, 1],"
            + " default: 0.2}}}}",
        "weights by role");
    assertSamePoints(
        "- {method: linear, normalize: true, alpha: [0, 1]}\n"
            + "- {method: linear, normalize: false, alpha: [0, 1]}",
        "flags");
  }

  @Test
  void oneNamedModelMakesThePointOfASweepFile() throws IOException {
    assertSamePoints("- {method: slerp, base: base, models: think, alpha: [0, 1]}", "one model");
  }

  @Test
  void patternsMayHoldDots() {
    GridPoint point =
        point(
            new Candidate(
                "linear", Map.of("alpha./q_proj.weight/", "0.20", "alpha.default", "1.00")));

    assertThat(((MergePoint) point).rule().details()).isEqualTo("/q_proj.weight/\ndefault\n");
  }

  @Test
  void whatCannotBeMergedIsAnErrorThatNamesTheCandidate() {
    assertInvalid("liner", Map.of("alpha", "0.50"), "Unknown merge method 'liner'; did you mean");
    assertInvalid("linear", Map.of("alpha", "0.50", "bravery", "1.00"), "'bravery'");
    assertInvalid("linear", Map.of("alpha", "1.50"), "1.50");
    assertInvalid("linear", Map.of("alpha", "some"), "alpha is 'some' (must be a number");
    assertInvalid("linear", Map.of("alpha.atention", "0.50"), "did you mean 'attention'?");
    assertInvalid("ties", Map.of("alpha", "0.50", "base", "mother"), "Unknown parent 'mother'");
    assertInvalid(
        "linear", Map.of("alpha", "0.50", "alpha.norm", "0.20"), "alpha is given for all tensors");
    assertInvalid("linear", Map.of("models.think", "0.50"), "names no parameter");
  }

  private void assertInvalid(String method, Map<String, String> coordinates, String part) {
    Candidate candidate = new Candidate(method, coordinates);
    assertThatThrownBy(() -> point(candidate))
        .isInstanceOf(UserException.class)
        .hasMessageStartingWith("Invalid candidate " + candidate + ": ")
        .hasMessageContaining(part);
  }

  private GridPoint point(Candidate candidate) {
    return new CandidatePoints(sweep).of(candidate);
  }

  private void assertSamePoints(String space, String about) throws IOException {
    Set<Candidate> candidates = candidates(space);
    assertThat(candidates).as(about).hasSizeGreaterThan(1);
    assertSamePoints(candidates, about);
  }

  /** The points, their recipes, which name the weights, and the run's own file. */
  private void assertSamePoints(Set<Candidate> candidates, String about) throws IOException {
    Map<String, GridPoint> points = new LinkedHashMap<>();
    Map<String, GridPoint> expected = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      GridPoint made = assertSamePoint(candidate);
      points.put(made.id(), made);
      GridPoint read = asItem(candidate);
      expected.put(read.id(), read);
    }
    org.apache.hadoop.fs.Path run = new org.apache.hadoop.fs.Path(folder.resolve("run").toUri());
    Path file = folder.resolve("run/sweep.yaml");
    SweepRun one = SweepRun.open(sweep.with(List.copyOf(expected.values())), run);
    byte[] before = Files.readAllBytes(file);
    SweepRun other = SweepRun.open(sweep.with(List.copyOf(points.values())), run);
    assertThat(other.recipes()).as(about).isEqualTo(one.recipes());
    assertThat(Files.readAllBytes(file)).as(about).isEqualTo(before);
  }

  /** All that a point can say, and the bytes that go to executors. */
  private GridPoint assertSamePoint(Candidate candidate) throws IOException {
    GridPoint read = asItem(candidate);
    GridPoint made = point(candidate);
    assertThat(made).as(candidate.id()).isEqualTo(read);
    assertThat(made.id()).isEqualTo(read.id());
    assertThat(made.modelId()).isEqualTo(read.modelId());
    assertThat(((MergePoint) made).rule().details())
        .isEqualTo(((MergePoint) read).rule().details());
    assertThat(List.copyOf(made.parameters().entrySet()))
        .isEqualTo(List.copyOf(read.parameters().entrySet()));
    assertThat(List.copyOf(made.distinctive().entrySet()))
        .isEqualTo(List.copyOf(read.distinctive().entrySet()));
    assertThat(bytes(made)).as(candidate.id()).isEqualTo(bytes(read));
    return made;
  }

  private static Set<Candidate> candidates(String space) {
    SearchSpace read =
        SpaceReader.read(ConfigNode.parse("test", "space:\n" + space).required("space"));
    SpaceSettings settings =
        new SpaceSettings(3, CANDIDATES, CANDIDATES, 1, 1, 0, 1, Optional.empty());
    Set<Candidate> candidates = new TreeSet<>();
    for (TrialRequest request :
        SpaceSearchers.start(SearchStrategy.RANDOM_SPACE, read, settings)
            .next(SearchState.nothing(new BenchmarkSize(Map.of("a", 4), 1)))
            .requests()) {
      candidates.add(request.candidate());
    }
    candidates.removeIf(Candidate::isParent);
    return candidates;
  }

  /** Every parameter of a method at two values, or at one where it has no other. */
  private static Set<Candidate> candidates(MergeMethod method) {
    List<String> parts = new ArrayList<>(List.of("method: " + method.name(), "step: 1"));
    Map<String, String> fixed = new LinkedHashMap<>();
    for (ParameterSpec spec : SweepForm.parameters(method)) {
      BigDecimal low = spec.absent().orElse(spec.least());
      BigDecimal high = low.add(BigDecimal.ONE);
      if (spec.accepts(high)) {
        parts.add("%s: [%s, %s]".formatted(spec.name(), low, high));
      } else {
        parts.add(spec.name() + ": " + low);
        fixed.put(spec.name(), Candidate.text(low));
      }
    }
    return fixed.size() == SweepForm.parameters(method).size()
        ? Set.of(new Candidate(method.name(), fixed))
        : candidates("- {" + String.join(", ", parts) + "}");
  }

  private GridPoint asItem(Candidate candidate) throws IOException {
    ObjectNode root = YAML.createObjectNode();
    ObjectNode item = root.putArray("merge").addObject().put("method", candidate.method());
    for (Map.Entry<String, String> coordinate : candidate.coordinates().entrySet()) {
      put(item, coordinate.getKey(), coordinate.getValue());
    }
    ConfigNode merge =
        ConfigNode.parse("candidate", YAML.writeValueAsString(root)).required("merge");
    List<GridPoint> points =
        new ArrayList<>(
            Grid.expand(
                merge,
                sweep.parents().keySet(),
                node -> {
                  throw node.invalid("a method with parameters");
                }));
    points.removeIf(ParentPoint.class::isInstance);
    assertThat(points).hasSize(1);
    return points.get(0);
  }

  private static void put(ObjectNode item, String name, String value) throws IOException {
    int dot = name.indexOf('.');
    if (dot < 0) {
      item.set(name, YAML.readTree(value));
    } else {
      String outer = name.substring(0, dot);
      ObjectNode inner = item.has(outer) ? (ObjectNode) item.get(outer) : item.putObject(outer);
      put(inner, name.substring(dot + 1), value);
    }
  }

  private static byte[] bytes(GridPoint point) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
      stream.writeObject(point);
    }
    return bytes.toByteArray();
  }
}
