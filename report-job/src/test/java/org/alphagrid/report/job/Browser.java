package org.alphagrid.report.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Headless Chromium, driven by its DevTools protocol over a web socket. Chromium must be on the
 * PATH (Debian: chromium).
 */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> loaded = new CompletableFuture<>();

  private Browser(Process process, int port) throws IOException, InterruptedException {
    this.process = process;
    this.socket =
        http.newWebSocketBuilder().buildAsync(URI.create(page(port)), new Listener()).join();
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      send(domain + ".enable", Map.of());
    }
  }

  /**
   * @param directory for the profile and the browser's own messages
   */
  static Browser start(Path directory) throws IOException, InterruptedException {
    Path profile = directory.resolve("profile");
    Process process =
        new ProcessBuilder(
                chromium(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("chromium.log").toFile())
            .start();
    return new Browser(process, port(process, profile.resolve("DevToolsActivePort")));
  }

  /** Opens a page and waits until it is loaded. */
  void open(Path page) {
    send("Page.navigate", Map.of("url", page.toUri().toString()));
    loaded.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  /** Value of a JavaScript expression, or the error that it ended in. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        send("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.path("result").path("value");
  }

  /** Moves the mouse to the middle of the first element of a selector, scrolled into view. */
  void hover(String selector) {
    JsonNode at =
        evaluate(
            """
            (() => {
              const element = document.querySelector('%s');
              element.scrollIntoView({block: "center"});
              const box = element.getBoundingClientRect();
              return [box.left + box.width / 2, box.top + box.height / 2];
            })()
            """
                .formatted(selector));
    mouse("mouseMoved", at, 0);
  }

  /** Hovers, then presses and releases the left button. */
  void click(String selector) {
    hover(selector);
    JsonNode at =
        evaluate(
            "(() => { const b = document.querySelector('%s').getBoundingClientRect();"
                    .formatted(selector)
                + " return [b.left + b.width / 2, b.top + b.height / 2]; })()");
    mouse("mousePressed", at, 1);
    mouse("mouseReleased", at, 1);
  }

  void press(String key) {
    send("Input.dispatchKeyEvent", Map.of("type", "keyDown", "key", key, "code", key));
    send("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key));
  }

  /** Size of the view, in pixels of the page. */
  void resize(int width, int height, boolean mobile) {
    send(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
  }

  /** light or dark. */
  void colours(String scheme) {
    send(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The whole page, not only what is in view. */
  void screenshot(Path file) throws IOException {
    JsonNode answer =
        send("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** What the console showed, exceptions and the browser's own complaints included. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  /** Every address that was asked for. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void mouse(String type, JsonNode at, int clicks) {
    send(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            type,
            "x",
            at.get(0).asDouble(),
            "y",
            at.get(1).asDouble(),
            "button",
            clicks == 0 ? "none" : "left",
            "clickCount",
            clicks));
  }

  private JsonNode send(String method, Map<String, Object> parameters) {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    socket.sendText(command.toString(), true).join();
    return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private void receive(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = waiting.remove(message.get("id").asInt());
      if (message.has("error")) {
        answer.completeExceptionally(new AssertionError(message.get("error").toString()));
      } else {
        answer.complete(message.path("result"));
      }
      return;
    }
    JsonNode found = message.path("params");
    switch (message.path("method").asText()) {
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown" -> messages.add(found.toString());
      case "Log.entryAdded" -> messages.add(found.path("entry").toString());
      case "Network.requestWillBeSent" -> requests.add(found.at("/request/url").asText());
      case "Page.loadEventFired" -> loaded.complete(null);
      default -> {
        // Nothing that the tests look at.
      }
    }
  }

  private String page(int port) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    for (JsonNode target : JSON.readTree(http.send(request, BodyHandlers.ofString()).body())) {
      if (target.path("type").asText().equals("page")) {
        return target.path("webSocketDebuggerUrl").asText();
      }
    }
    throw new IllegalStateException("Chromium opened no page");
  }

  private static int port(Process process, Path file) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end) {
      if (!process.isAlive()) {
        throw new IllegalStateException("Chromium ended with code " + process.exitValue());
      }
      if (Files.exists(file) && Files.readAllLines(file).size() > 1) {
        return Integer.parseInt(Files.readAllLines(file).get(0));
      }
      Thread.sleep(50);
    }
    process.destroyForcibly();
    throw new IllegalStateException("Chromium opened no DevTools port");
  }

  private static String chromium() {
    for (String directory : System.getenv("PATH").split(":")) {
      Path binary = Path.of(directory, "chromium");
      if (Files.isExecutable(binary)) {
        return binary.toString();
      }
    }
    throw new IllegalStateException(
        "Cannot find 'chromium' on the PATH: this test needs it (Debian: apt install chromium)");
  }

  /** Puts the parts of a message together. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        try {
          receive(JSON.readTree(text.toString()));
        } catch (IOException e) {
          messages.add("unreadable message: " + text);
        }
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
