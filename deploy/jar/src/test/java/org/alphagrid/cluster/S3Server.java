package org.alphagrid.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Runs an S3 server on loopback, in a process of its own, that keeps one bucket in memory. */
final class S3Server implements AutoCloseable {
  private static final String BUCKET = "bucket";
  private static final String PROPERTIES =
      """
      s3proxy.endpoint=http://127.0.0.1:%d
      s3proxy.authorization=aws-v2-or-v4
      s3proxy.identity=alphagrid
      s3proxy.credential=not-a-secret
      jclouds.provider=transient-nio2
      """;

  private final Process process;
  private final int port;
  private final Path folder;

  private S3Server(Process process, int port, Path folder) {
    this.process = process;
    this.port = port;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param folder for its log
   */
  static S3Server start(Path folder) throws IOException, InterruptedException {
    int port = freePort();
    Path properties =
        Files.writeString(folder.resolve("s3.properties"), PROPERTIES.formatted(port));
    Process process =
        new ProcessBuilder(
                java(),
                "-Xmx512m",
                "-jar",
                Launcher.home("deploy/jar/target/s3proxy.jar").toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3.log").toFile())
            .start();
    S3Server server = new S3Server(process, port, folder);
    try {
      server.waitUntilOpen();
      server.createBucket();
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** Makes the bucket by a signed request, because Hadoop's client makes none. */
  private void createBucket() throws IOException, InterruptedException {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + BUCKET))
            .header("x-amz-date", date)
            .header(
                "Authorization",
                "AWS alphagrid:" + signature("PUT\n\n\n\nx-amz-date:" + date + "\n/" + BUCKET))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("no bucket: " + answer.statusCode() + " " + answer.body());
    }
  }

  private static String signature(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec("not-a-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the bucket's address. */
  String url() {
    return "s3a://" + BUCKET;
  }

  /** Returns Spark's settings for the server. */
  String[] settings() {
    return hadoop().map(setting -> "spark.hadoop." + setting).toArray(String[]::new);
  }

  private Stream<String> hadoop() {
    return Stream.of(
        "fs.s3a.endpoint=http://127.0.0.1:" + port,
        "fs.s3a.endpoint.region=us-east-1",
        "fs.s3a.path.style.access=true",
        "fs.s3a.connection.ssl.enabled=false",
        "fs.s3a.access.key=alphagrid",
        "fs.s3a.secret.key=not-a-secret");
  }

  /** Puts a local folder into the bucket. */
  void upload(Path local, String name) throws IOException, InterruptedException {
    shell("-put", local.toString(), url() + "/" + name);
  }

  /** Returns a run of the bucket, copied to this machine. */
  RunDirectory download(String name) throws IOException, InterruptedException {
    Path copy = folder.resolve("downloaded-" + name);
    shell("-get", url() + "/" + name, copy.toString());
    return RunDirectory.local(copy);
  }

  /** Returns the names of all objects below one. */
  String list(String name) throws IOException, InterruptedException {
    return shell("-ls", "-R", url() + "/" + name);
  }

  /**
   * Hadoop's own shell, with the jars a user is told to take: another client of the store than the
   * one under test, and no S3 client on the test's class path.
   */
  private String shell(String... arguments) throws IOException, InterruptedException {
    Path output = folder.resolve("shell.out");
    // It insists on a file of settings.
    Path settings = Files.createDirectories(folder.resolve("hadoop"));
    Files.writeString(settings.resolve("core-site.xml"), "<configuration/>");
    List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-cp"));
    command.add(
        settings
            + ":"
            + Launcher.home("deploy/jar/target/spark/jars")
            + "/*:"
            + Launcher.s3Jars()
            + "/*");
    command.add("org.apache.hadoop.fs.FsShell");
    hadoop().forEach(setting -> command.addAll(List.of("-D", setting)));
    command.addAll(List.of(arguments));
    Process process = Launcher.process(command, folder).redirectOutput(output.toFile()).start();
    if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(List.of(arguments) + " failed:\n" + Files.readString(output));
    }
    return Files.readString(output);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void waitUntilOpen() throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 600; attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        if (!process.isAlive()) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IOException("the S3 server does not answer on port " + port);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
