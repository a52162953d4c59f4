package org.alphagrid.eval.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.alphagrid.core.spark.CapturedCommand;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running eval job tells: lines, Spark's metrics over HTTP, Spark's event log. */
class EvalFiguresIT {
  private static final String PREFIX =
      "metrics_alphagrid_driver_plugin_org_alphagrid_core_spark_JobPlugin_";
  private static final Map<String, String> SETTINGS = new TreeMap<>();

  /** One for all questions: the job is over in seconds. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir Path directory;

  @AfterEach
  void forget() {
    SETTINGS.keySet().forEach(System::clearProperty);
  }

  private static void set(String key, String value) {
    SETTINGS.put(key, value);
    System.setProperty(key, value);
  }

  @Test
  void metricsEventLogAndLinesTellTheSame() throws Exception {
    TinySweep sweep = new TinySweep(directory);
    sweep.edit(sweep.file(), "samples: 2", "samples: 120");
    Path events = Files.createDirectories(directory.resolve("events"));
    set("spark.ui.enabled", "true");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    set("spark.ui.port", Integer.toString(port));
    set("spark.eventLog.enabled", "true");
    set("spark.eventLog.dir", events.toUri().toString());
    set("spark.eventLog.compress", "false");
    set("spark.master", "local[1]");
    CompletableFuture<CapturedCommand> job =
        CompletableFuture.supplyAsync(
            () -> CapturedCommand.of(() -> sweep.eval(directory.resolve("run"))));
    Map<String, Double> metrics = new TreeMap<>();
    while (!job.isDone()) {
      metrics.putAll(metrics(port));
      Thread.sleep(5);
    }
    CapturedCommand said = job.get();
    assertThat(said.exitCode()).isZero();
    assertThat(said.err())
        .contains(
            "eval: 4 of 4 points, 24 of 24 problems, 2,880 of 2,880 samples,",
            "% truncated",
            "0:00 left")
        .containsPattern("eval: \\d+\\.\\d s in 1 places, \\d\\.\\d\\d times the ideal");

    assertThat(metrics).containsEntry("samples", 2880.0).containsEntry("points", 4.0);
    assertThat(metrics.get("samples_done")).isBetween(1.0, 2880.0);
    assertThat(metrics.get("tokens")).isPositive();
    assertThat(metrics.get("tokens_per_second")).isPositive();
    assertThat(metrics.get("truncated_share")).isBetween(0.0, 1.0);

    List<JsonNode> told = events(events);
    assertThat(told).hasSizeGreaterThan(10);
    JsonNode last = told.get(told.size() - 1);
    assertThat(last.path("job").asText()).isEqualTo("eval");
    assertThat(last.path("figures").path("samples_done").asDouble()).isEqualTo(2880);
    assertThat(last.path("figures").path("points_done").asDouble()).isEqualTo(4);
    assertThat(last.path("figures").path("tokens").asDouble())
        .isEqualTo(
            TinySweep.rows(directory.resolve("run")).stream()
                .mapToLong(row -> row.getCompletionTokens())
                .sum());
    assertThat(last.path("figures").path("seconds_left").asDouble()).isZero();
  }

  /** The job's gauges at the Prometheus page; nothing while there is no page. */
  private static Map<String, Double> metrics(int port) throws InterruptedException {
    Map<String, Double> found = new TreeMap<>();
    URI page = URI.create("http://127.0.0.1:" + port + "/metrics/prometheus/");
    try {
      String text =
          CLIENT
              .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      for (String line : text.split("\n")) {
        if (line.startsWith(PREFIX) && line.contains("_Value")) {
          String name = line.substring(PREFIX.length(), line.indexOf("_Value"));
          double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
          if (!Double.isNaN(value)) {
            found.put(name, value);
          }
        }
      }
    } catch (IOException e) {
      // The page comes after the context and goes before the job ends.
      return Map.of();
    }
    return found;
  }

  private static List<JsonNode> events(Path folder) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    ObjectMapper json = new ObjectMapper();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        for (String line : Files.readAllLines(file)) {
          if (line.contains("JobProgressEvent")) {
            events.add(json.readTree(line));
          }
        }
      }
    }
    return events;
  }
}
