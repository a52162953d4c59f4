package org.alphagrid.merge.mergekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alphagrid.core.spark.JobCommand;
import org.alphagrid.merge.job.MergeJob;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * DARE and DELLA merges of mergekit, redone by the job with many seeds: what mergekit got is one
 * draw more of what we get.
 */
class RandomMergesTest {
  private static final int SEEDS = 20;

  /** Standard deviations; of 90 figures none is that far off by chance. */
  private static final double FAR = 4.5;

  @TempDir Path directory;

  static List<JsonNode> merges() throws IOException {
    List<JsonNode> merges = new ArrayList<>();
    Path file = GoldenCase.FOLDER.resolve("random-methods-statistics.json");
    new ObjectMapper().readTree(file.toFile()).path("end_to_end").forEach(merges::add);
    return merges;
  }

  @ParameterizedTest
  @MethodSource("merges")
  void mergekitResultHasTheDistributionOfOurDraws(JsonNode theirs) throws IOException {
    Map<String, List<Map<String, Double>>> ours = new LinkedHashMap<>();
    theirs.path("tensors").fieldNames().forEachRemaining(t -> ours.put(t, new ArrayList<>()));
    for (int seed = 0; seed < SEEDS; seed++) {
      Map<String, float[]> merged = merge(theirs.path("config").asText(), seed);
      for (String tensor : ours.keySet()) {
        ours.get(tensor).add(statistics(tensor, merged.get(tensor)));
      }
    }
    for (String tensor : ours.keySet()) {
      for (String statistic : ours.get(tensor).get(0).keySet()) {
        double[] draws =
            ours.get(tensor).stream().mapToDouble(draw -> draw.get(statistic)).toArray();
        double mean = java.util.Arrays.stream(draws).average().orElseThrow();
        double square =
            java.util.Arrays.stream(draws).map(d -> (d - mean) * (d - mean)).sum() / (SEEDS - 1);
        double error = Math.sqrt(square * (1 + 1.0 / SEEDS));
        double gap = theirs.path("tensors").path(tensor).path(statistic).asDouble() - mean;
        assertThat(gap / error)
            .as("%s of %s: %s standard deviations of %s", statistic, tensor, gap / error, error)
            .isBetween(-FAR, FAR);
      }
    }
  }

  private Map<String, float[]> merge(String config, int seed) throws IOException {
    String seeded = config.replace("\nparameters: {", "\nparameters: {seed: " + seed + ", ");
    assertThat(seeded).isNotEqualTo(config);
    Path file = Files.writeString(directory.resolve("config.yml"), seeded);
    Path out = directory.resolve("merged-" + seed);
    int status =
        JobCommand.run(
            new MergeJob(),
            "--mergekit",
            file.toString(),
            "--models",
            GoldenCase.FOLDER.toString(),
            "--out",
            out.toString());
    assertThat(status).isZero();
    return BareSafetensors.read(out.resolve("model.safetensors"));
  }

  /** Of the merged task vector, beside the average of the task vectors. */
  private static Map<String, Double> statistics(String tensor, float[] merged) throws IOException {
    float[] base = parent("base", tensor);
    float[] think = parent("think", tensor);
    float[] direct = parent("direct", tensor);
    int changeable = 0;
    int changed = 0;
    double mass = 0;
    double linearMass = 0;
    double dot = 0;
    double linearSquare = 0;
    double square = 0;
    double sum = 0;
    for (int i = 0; i < base.length; i++) {
      double delta = (double) merged[i] - base[i];
      double linear = 0.6 * (think[i] - base[i]) + 0.4 * (direct[i] - base[i]);
      changeable += think[i] != base[i] || direct[i] != base[i] ? 1 : 0;
      changed += delta != 0 ? 1 : 0;
      mass += Math.abs(delta);
      linearMass += Math.abs(linear);
      dot += delta * linear;
      linearSquare += linear * linear;
      square += delta * delta;
      sum += delta;
    }
    Map<String, Double> statistics = new LinkedHashMap<>();
    statistics.put("changed_of_changeable", (double) changed / changeable);
    statistics.put("l1_over_linear_l1", mass / linearMass);
    statistics.put("slope_on_linear", dot / linearSquare);
    statistics.put("cosine_with_linear", dot / Math.sqrt(linearSquare * square));
    double mean = sum / base.length;
    statistics.put("std", Math.sqrt(square / base.length - mean * mean));
    return statistics;
  }

  private static float[] parent(String name, String tensor) throws IOException {
    return BareSafetensors.read(GoldenCase.parentFile(name)).get(tensor);
  }
}
