package org.alphagrid.reportjob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page from its file in Chromium, which must be on the PATH (Debian: chromium). */
@Tag("slow")
class ReportBrowserIT {

  @Test
  void pageOpensFromFileWithoutAConsoleMessage(@TempDir Path directory) throws Exception {
    Path run = directory.resolve("run");
    SyntheticRun.write(run, 20);
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(ReportJob.execute(new Terminal(new ByteArrayOutputStream(), err), run.toString()))
        .as(err.toString(UTF_8))
        .isZero();

    Path page = run.resolve("report/report.html");
    Path log = directory.resolve("chromium.log");
    Path dom = directory.resolve("dom.html");
    open(page, directory.resolve("profile"), dom, log);

    assertThat(dom).content().contains("<h1>quickstart</h1>", "class=\"front-line\"");
    assertThat(log).content().doesNotContain("CONSOLE").doesNotContain("ERR_");
  }

  private static void open(Path page, Path profile, Path dom, Path log)
      throws IOException, InterruptedException {
    Process browser =
        new ProcessBuilder(command(page, profile))
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(browser.waitFor(90, TimeUnit.SECONDS)).as("Chromium ended in time").isTrue();
      assertThat(browser.exitValue()).as(Files.readString(log)).isZero();
    } finally {
      browser.destroyForcibly();
    }
  }

  private static List<String> command(Path page, Path profile) {
    return List.of(
        chromium(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--enable-logging=stderr",
        "--v=0",
        "--user-data-dir=" + profile,
        "--dump-dom",
        page.toUri().toString());
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
}
