package org.alphagrid.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the files for clusters that no test can start, as far as they can be read here. */
@Tag("slow")
class SubmitFilesIT {
  private static final Pattern COPY = Pattern.compile("(?m)^COPY (\\S+) ");
  private static final Pattern DEFAULT = Pattern.compile("(?m)^ARG (\\w+)=(\\S+)$");

  @TempDir Path folder;

  /** Runs a dry run, in which {@code spark-submit} checks the values of the keys it knows. */
  @Test
  void sparkSubmitReadsTheProperties() throws Exception {
    for (String kind : List.of("yarn", "kubernetes")) {
      Path file = Launcher.home("deploy/" + kind + "/spark-defaults.conf");
      Map<String, String> keys = new TreeMap<>();
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] pair = line.split("\\s+", 2);
          assertThat(pair).as(line).hasSize(2);
          assertThat(keys.put(pair[0], pair[1])).as("twice: " + pair[0]).isNull();
        }
      }
      // Merge tasks would wait for a GPU.
      assertThat(keys).doesNotContainKey("spark.task.resource.gpu.amount");
      assertThat(keys).containsKeys("spark.executor.memoryOverhead", "spark.executor.cores");
      String said = dryRun(kind, file);
      assertThat(said).contains("eval plan: ", " samples to generate");
    }
  }

  private String dryRun(String kind, Path properties) throws Exception {
    Path sweep =
        QuickstartSweep.write(
            folder.resolve(kind + ".yaml"),
            QuickstartSweep.parents().toString(),
            QuickstartSweep.Grid.NARROW,
            1,
            4,
            "in-memory");
    Path output = folder.resolve(kind + ".out");
    Process process =
        Launcher.process(
                List.of(
                    sparkHome().resolve("bin/spark-submit").toString(),
                    "--properties-file",
                    properties.toString(),
                    "--master",
                    "local[2]",
                    "--jars",
                    Launcher.home("deploy/jar/target/onnxruntime.jar").toString(),
                    "--class",
                    "org.alphagrid.eval.job.EvalJob",
                    Launcher.home("deploy/jar/target/alphagrid.jar").toString(),
                    "--conf",
                    Launcher.home("conf").toString(),
                    "--dry-run",
                    sweep.toString(),
                    "--run",
                    folder.resolve(kind).toString()),
                Launcher.home("."))
            .redirectOutput(output.toFile())
            .start();
    int exitCode = process.waitFor();
    String said = Files.readString(output);
    assertThat(exitCode).as(said).isZero();
    return said;
  }

  private Path sparkHome() throws Exception {
    Path output = folder.resolve("spark-home.out");
    Process process =
        Launcher.process(List.of(Launcher.home("deploy/spark-home").toString()), folder)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).isZero();
    return Path.of(Files.readString(output).strip());
  }

  @Test
  void imageCopiesOnlyFilesOfTheBuild() throws Exception {
    String dockerfile = Files.readString(Launcher.home("deploy/kubernetes/Dockerfile"));
    Map<String, String> defaults = new HashMap<>();
    Matcher argument = DEFAULT.matcher(dockerfile);
    while (argument.find()) {
      defaults.put("${" + argument.group(1) + "}", argument.group(2));
    }
    Matcher copy = COPY.matcher(dockerfile);
    int copies = 0;
    while (copy.find()) {
      String source = defaults.getOrDefault(copy.group(1), copy.group(1));
      assertThat(Launcher.home(source)).exists();
      copies++;
    }
    assertThat(copies).isEqualTo(5);
  }

  @Test
  void podTemplateNamesTheExecutorContainer() throws Exception {
    JsonNode pod =
        new YAMLMapper().readTree(Launcher.home("deploy/kubernetes/executor-pod.yaml").toFile());
    assertThat(pod.path("kind").asText()).isEqualTo("Pod");
    assertThat(pod.at("/spec/containers/0/name").asText()).isEqualTo("executor");
  }

  @Test
  void masterWithoutSparkHomeIsRefused() throws Exception {
    for (String master : List.of("yarn", "k8s://https://127.0.0.1:6443")) {
      Launcher.Outcome refused =
          new Launcher(folder).run("--master", master, "report", folder.toString());
      assertThat(refused.exitCode()).isEqualTo(4);
      assertThat(refused.output())
          .contains("--master " + master + " needs a Spark distribution, named by SPARK_HOME");
    }
  }
}
