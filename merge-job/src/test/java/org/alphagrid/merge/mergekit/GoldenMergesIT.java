package org.alphagrid.merge.mergekit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.alphagrid.core.spark.LauncherProcess;
import org.alphagrid.merge.architecture.WeightLayout;
import org.alphagrid.merge.architecture.WeightSlot;
import org.alphagrid.merge.job.RandomCheckpoint;
import org.alphagrid.merge.tensor.DType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Merges that mergekit itself made, redone by {@code deploy/alphagrid merge}: one by one, and as
 * the points of a sweep. Prints a table, which is also in {@code target/golden-table.txt}.
 */
class GoldenMergesIT {
  @TempDir Path directory;
  private final List<String> table = new ArrayList<>();

  @Test
  void asPointsOfASweep() throws Exception {
    for (boolean bfloat16 : new boolean[] {false, true}) {
      if (cases(bfloat16).isEmpty()) {
        continue; // Only the whole folder has them.
      }
      Path sweep = sweep(bfloat16);
      Path run = directory.resolve(bfloat16 ? "bf16" : "f32");
      launch("merge", sweep.toString(), "--run", run.toString());
      for (GoldenCase golden : cases(bfloat16)) {
        Path merged = run.resolve("points/mergekit").resolve(golden.id());
        table.add(golden.check(merged.resolve("model.safetensors"), bfloat16));
      }
    }
    assertThat(table).hasSizeGreaterThanOrEqualTo(13);
  }

  @Test
  @Tag("slow")
  void oneByOne() throws Exception {
    for (boolean bfloat16 : new boolean[] {false, true}) {
      for (GoldenCase golden : cases(bfloat16)) {
        Path out = directory.resolve(golden.id() + (bfloat16 ? "-bf16" : "-f32"));
        launch(
            "merge",
            "--mergekit",
            golden.config(bfloat16).toString(),
            "--models",
            GoldenCase.FOLDER.toString(),
            "--out",
            out.toString(),
            "--compatibility",
            "mergekit");
        table.add(golden.check(out.resolve("model.safetensors"), bfloat16));
      }
    }
    assertThat(table).hasSizeGreaterThanOrEqualTo(13);
  }

  @AfterEach
  void print(TestInfo test) throws IOException {
    table.add(0, test.getTestMethod().orElseThrow().getName());
    table.forEach(System.out::println);
    Files.write(
        Path.of("target", "golden-table.txt"),
        table,
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
  }

  private static List<GoldenCase> cases(boolean bfloat16) throws IOException {
    return GoldenCase.all().stream().filter(c -> !bfloat16 || c.hasBfloat16()).toList();
  }

  /** The cases as users of a grid would write them. */
  private Path sweep(boolean bfloat16) throws IOException {
    StringBuilder text = new StringBuilder("name: golden\nparents:\n");
    for (String parent : List.of("direct", "think", "base")) {
      text.append("  %s: %s\n".formatted(parent, complete(parent)));
    }
    // A name as near to another as theirs is taken for a misspelling.
    text.append("  sibling: %s\n".formatted(complete("third")));
    text.append("dtype: %s\nmerge:\n".formatted(bfloat16 ? "bfloat16" : "float32"));
    for (GoldenCase golden : cases(bfloat16)) {
      Path config = directory.resolve(golden.id() + (bfloat16 ? "-bf16.yml" : ".yml"));
      // Paths of these files start in the folder of all cases, those of a sweep beside the file.
      Files.writeString(
          config,
          Files.readString(golden.config(bfloat16))
                  .replace("parents/q3/third", "sibling")
                  .replace("parents/q3/", "")
              + "\ncompatibility: mergekit\n");
      text.append("  - {mergekit: %s, name: %s}\n".formatted(config, golden.id()));
    }
    text.append("eval: {benchmarks: [none], protocol: none, models: stored}\n");
    return Files.writeString(
        directory.resolve(bfloat16 ? "sweep-bf16.yaml" : "sweep-f32.yaml"), text);
  }

  /** A parent with every tensor of its config: those that are not in the resources are random. */
  private Path complete(String name) throws IOException {
    Path folder = directory.resolve(name);
    if (Files.exists(folder)) {
      return folder;
    }
    Path stored = GoldenCase.parentFile(name);
    String config =
        Files.readString(stored.resolveSibling("config.json"))
            .replace("qwen3_slice", "qwen3")
            .replace("Qwen3Slice", "Qwen3");
    RandomCheckpoint random = new RandomCheckpoint(config, name.hashCode());
    Set<String> there = BareSafetensors.read(stored).keySet();
    List<WeightSlot> missing =
        WeightLayout.of(random.spec()).stream().filter(s -> !there.contains(s.name())).toList();
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config);
    if (missing.isEmpty()) {
      Files.copy(stored, folder.resolve("model.safetensors"));
      return folder;
    }
    ObjectNode index = new ObjectMapper().createObjectNode();
    ObjectNode shards = index.putObject("weight_map");
    there.forEach(tensor -> shards.put(tensor, "model-1.safetensors"));
    missing.forEach(slot -> shards.put(slot.name(), "model-2.safetensors"));
    Files.copy(stored, folder.resolve("model-1.safetensors"));
    random.writeShard(
        Files.newOutputStream(folder.resolve("model-2.safetensors")), missing, DType.BF16);
    Files.writeString(folder.resolve("model.safetensors.index.json"), index.toString());
    return folder;
  }

  private void launch(String... arguments) throws Exception {
    LauncherProcess.run(directory, arguments).succeeds();
  }
}
