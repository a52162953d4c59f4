package org.alphagrid.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/** An S3 server on loopback, in a process of its own, with one bucket. */
final class S3Server implements AutoCloseable {
  private static final String BUCKET = "bucket";
  private static final String PROPERTIES =
      """
      s3proxy.endpoint=http://127.0.0.1:%d
      s3proxy.authorization=aws-v2-or-v4
      s3proxy.identity=alphagrid
      s3proxy.credential=not-a-secret
      jclouds.provider=filesystem-nio2
      jclouds.filesystem.basedir=%s
      """;

  private final Process process;
  private final int port;
  private final Path data;

  private S3Server(Process process, int port, Path data) {
    this.process = process;
    this.port = port;
    this.data = data;
  }

  /**
   * Starts one that keeps its objects below a folder.
   *
   * @param folder empty
   */
  static S3Server start(Path folder) throws IOException, InterruptedException {
    Path data = Files.createDirectories(folder.resolve("data"));
    Files.createDirectories(data.resolve(BUCKET));
    int port = freePort();
    Path properties =
        Files.writeString(folder.resolve("s3.properties"), PROPERTIES.formatted(port, data));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Launcher.home("deploy/jar/target/s3proxy.jar").toString(),
                "--properties",
                properties.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3.log").toFile())
            .start();
    S3Server server = new S3Server(process, port, data);
    server.waitUntilOpen();
    return server;
  }

  /** The bucket's address. */
  String url() {
    return "s3a://" + BUCKET;
  }

  /** The bucket as the server keeps it. */
  Path bucket() {
    return data.resolve(BUCKET);
  }

  /** What a client must be told, as Spark's settings. */
  String[] settings() {
    return List.of(
            "fs.s3a.endpoint=http://127.0.0.1:" + port,
            "fs.s3a.endpoint.region=us-east-1",
            "fs.s3a.path.style.access=true",
            "fs.s3a.connection.ssl.enabled=false",
            "fs.s3a.access.key=alphagrid",
            "fs.s3a.secret.key=not-a-secret")
        .stream()
        .map(setting -> "spark.hadoop." + setting)
        .toArray(String[]::new);
  }

  /** Hadoop without any of it: the test itself reads the server's folder. */
  RunDirectory run(String name) {
    return new RunDirectory(
        new org.apache.hadoop.fs.Path(bucket().resolve(name).toUri()), new Configuration());
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
